import { cloneElement, type HTMLAttributes, type ReactElement } from "react";

export interface TooltipProps {
  /** Never the only copy of something: tooltips are not for touch. Undefined: none. */
  readonly text: string | undefined;
  readonly keys?: string | undefined;
  readonly side?: TooltipSide | undefined;
  /** What it is about; one element that takes an element's attributes, with a name of its own. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

export type TooltipSide = "right" | "bottom";

/** A few words about what is pointed at or focused. TooltipHost shows them; here they are only written down. */
export function Tooltip({ text, keys, side, children }: TooltipProps) {
  return cloneElement(children, {
    "data-tip": text,
    "data-tip-keys": keys,
    "data-tip-side": side,
  } as HTMLAttributes<HTMLElement>);
}
