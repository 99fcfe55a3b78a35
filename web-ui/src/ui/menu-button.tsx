import { lazy, Suspense, useRef, useState, type ComponentProps } from "react";

import type { MenuEntry } from "./menu.tsx";

const AnchoredMenu = lazy(async () => ({ default: (await import("./menu.tsx")).AnchoredMenu }));

export interface MenuButtonProps extends ComponentProps<"button"> {
  readonly entries: readonly MenuEntry[];
  readonly side?: "bottom" | "top" | "right" | undefined;
}

/** A button with a menu whose code is loaded when it is first opened: for the shell. Screens use Menu. */
export function MenuButton({ entries, side, ...props }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        {...props}
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        data-popup-open={open || undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
      />
      <Suspense>
        {open && <AnchoredMenu anchor={button} onClose={() => setOpen(false)} {...{ entries, side }} />}
      </Suspense>
    </>
  );
}
