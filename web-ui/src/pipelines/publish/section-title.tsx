import type { ReactNode } from "react";

export function SectionTitle({ children }: { readonly children: ReactNode }) {
  return <h3 className="mb-1 text-12 font-semibold">{children}</h3>;
}
