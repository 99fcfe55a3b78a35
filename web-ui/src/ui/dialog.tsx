import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";

import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import { isApple } from "./hotkeys/keys.ts";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Beside the title: a tag, a mode. */
  readonly titleEnd?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the one that goes on last. */
  readonly footer?: ReactNode;
  /** 440, 560 (the default) or 800 px; all of a narrow screen. */
  readonly size?: "sm" | "md" | "lg" | undefined;
  /** What ⌘↵ does. */
  readonly onConfirm?: (() => void) | undefined;
  /** What is focused first; default: the first control. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** Asked when it closes: false leaves the focus to whoever closed it. Default: it returns to where it was. */
  readonly returnFocus?: (() => boolean) | undefined;
}

const widths = { sm: "max-w-110", md: "max-w-140", lg: "max-w-200" } as const;

/** A question or a form over the page. Escape closes it, and the focus returns to where it was. */
export function Dialog({ open, onClose, title, titleEnd, children, footer, size = "md", ...rest }: DialogProps) {
  const { onConfirm, initialFocus, returnFocus } = rest;
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fade fixed inset-0 z-30 bg-scrim" />
        <Base.Viewport className="fixed inset-0 z-30 grid place-items-start justify-items-center p-2 md:pt-22">
          <Base.Popup
            className={cx("dialog fade", widths[size])}
            initialFocus={initialFocus}
            {...(returnFocus && { finalFocus: returnFocus })}
            onKeyDown={onConfirm && ((event: KeyboardEvent) => confirmByKey(event, onConfirm))}
          >
            <header className="flex items-center gap-2 py-3 pr-3 pl-5">
              <Base.Title className="min-w-0 text-16 font-semibold wrap-anywhere">{title}</Base.Title>
              {titleEnd}
              <Base.Close
                render={<IconButton label="Close" icon={<X size={16} aria-hidden />} className="ml-auto" />}
              />
            </header>
            <div className="grid min-h-0 content-start gap-4 overflow-y-auto px-5 pb-4 text-14">{children}</div>
            {footer !== undefined && <footer className="dialog-footer">{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function confirmByKey(event: KeyboardEvent, onConfirm: () => void): void {
  if (event.key !== "Enter" || !(isApple() ? event.metaKey : event.ctrlKey)) return;
  event.preventDefault();
  onConfirm();
}
