import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

import { cx } from "./cx.ts";

export interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly title?: ReactNode;
  /** The name where there is no title. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly side?: "top" | "right" | "bottom" | "left" | undefined;
  readonly align?: "start" | "center" | "end" | undefined;
  readonly className?: string | undefined;
}

/** More about something, or a small form, beside the button that opens it. */
export function Popover({
  trigger,
  title,
  label,
  children,
  open,
  onOpenChange,
  side,
  align = "start",
  className,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="z-40" sideOffset={6} side={side} align={align} collisionPadding={8}>
          <Base.Popup
            aria-label={label}
            className={cx(
              "pop fade max-h-(--available-height) max-w-[calc(100vw-1rem)] overflow-y-auto p-3",
              className,
            )}
          >
            {title !== undefined && <Base.Title className="mb-2 text-12 font-semibold">{title}</Base.Title>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
