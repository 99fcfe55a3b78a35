import { Drawer as Base } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import type { ReactNode } from "react";

import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import { useIsNarrow } from "./use-media-query.ts";

export interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons that stay in sight below. */
  readonly footer?: ReactNode;
  /** Where it comes from; a narrow screen's come from below. */
  readonly side?: "left" | "right" | undefined;
  /** Lets the page beside it be used. Default: false. */
  readonly modal?: boolean | undefined;
  readonly width?: "sm" | "md" | "lg" | undefined;
}

const widths = { sm: "md:w-70", md: "md:w-90", lg: "md:w-130" } as const;

/** A panel over the page's edge, and a sheet with a grip where there is one column. Swiping closes it, as Escape does. */
export function Drawer({
  open,
  onClose,
  title,
  children,
  footer,
  side = "right",
  modal = false,
  width = "md",
}: DrawerProps) {
  const isNarrow = useIsNarrow();
  return (
    <Base.Root
      open={open}
      modal={modal || isNarrow}
      disablePointerDismissal={!modal && !isNarrow}
      onOpenChange={(isOpen) => isOpen || onClose()}
      swipeDirection={isNarrow ? "down" : side}
    >
      <Base.Portal>
        {(modal || isNarrow) && <Base.Backdrop className="fade fixed inset-0 z-30 bg-scrim" />}
        <Base.Viewport className={cx("drawer-viewport", isNarrow ? "is-sheet" : `is-${side}`)}>
          <Base.Popup className={cx("drawer", isNarrow ? "is-sheet" : `is-${side}`, widths[width])}>
            {isNarrow && <span className="grip" aria-hidden />}
            <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line-1 pr-2 pl-4">
              <Base.Title className="min-w-0 truncate text-13 font-semibold">{title}</Base.Title>
              <Base.Close
                render={<IconButton label="Close" icon={<X size={16} aria-hidden />} className="ml-auto" />}
              />
            </header>
            <Base.Content className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</Base.Content>
            {footer !== undefined && <footer className="dialog-footer">{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
