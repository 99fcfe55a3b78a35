import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

import { Keys } from "./kbd.tsx";

export interface TooltipProps {
  /** Never the only copy of something: tooltips are not for touch. Undefined: none. */
  readonly text: ReactNode;
  readonly keys?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left" | undefined;
  /** What it is about; one element that takes a ref and props. */
  readonly children: ReactElement;
}

/** A few words about what is pointed at or focused. The element needs a name of its own. */
export function Tooltip({ text, keys, side = "bottom", children }: TooltipProps) {
  if (text === undefined) return children;
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-40">
          <Base.Popup className="tip fade">
            {text}
            {keys !== undefined && <Keys keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Tooltips come after a moment, and at once while one was just open. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return <Base.Provider delay={500}>{children}</Base.Provider>;
}
