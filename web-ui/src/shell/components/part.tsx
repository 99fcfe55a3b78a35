import type { ReactNode } from "react";

/** A part of the page. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-3 border-b border-line-1 pb-1.5 text-12 font-semibold text-fg-2">{title}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
    </section>
  );
}

/** Components beside each other, with what they show. */
export function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2.5">
      <span className="w-20 shrink-0 text-12 text-fg-3">{label}</span>
      {children}
    </div>
  );
}
