import type { ReactNode } from "react";

import { keyLabels } from "./hotkeys/keys.ts";

/** One key, as on a keyboard. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}

/** Keys as useHotkeys takes them ("mod+k", "g p"), drawn for this system. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className="inline-flex shrink-0 gap-0.5" aria-hidden>
      {keyLabels(keys).map((label, index) => (
        <Kbd key={index}>{label}</Kbd>
      ))}
    </span>
  );
}
