import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode, RefObject } from "react";

import { cx } from "./cx.ts";
import { Keys } from "./kbd.tsx";

/** A line of a menu: an action, a choice that can be on, a heading over others, or a line between them. */
export type MenuEntry = MenuAction | { readonly separator: true } | { readonly heading: string };

export interface MenuAction {
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  /** What follows, small: where it leads, or why it cannot be done. */
  readonly hint?: ReactNode;
  readonly keys?: string | undefined;
  /** Shows a check where it is true; leave it out for what is no choice. */
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly danger?: boolean | undefined;
  readonly onSelect: () => void;
}

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: "start" | "end" | undefined;
  readonly side?: "bottom" | "top" | "right" | undefined;
}

/** Actions behind a button. */
export function Menu({ trigger, entries, align = "start", side = "bottom" }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <MenuPopup {...{ entries, align, side }} />
    </Base.Root>
  );
}

export interface AnchoredMenuProps extends Pick<MenuProps, "entries" | "side"> {
  /** What opened it: it stands there, and the focus returns there. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** An open menu beside an element that is not its own. */
export function AnchoredMenu({ anchor, onClose, entries, side = "bottom" }: AnchoredMenuProps) {
  return (
    <Base.Root open modal={false} onOpenChange={(open) => open || onClose()}>
      <MenuPopup {...{ entries, side, anchor }} />
    </Base.Root>
  );
}

export interface ContextMenuProps {
  readonly entries: readonly MenuEntry[];
  /** What is right-clicked or long-pressed. The same actions must stand somewhere that a keyboard reaches. */
  readonly children: ReactElement;
}

/** The same where the pointer is. */
export function ContextMenu({ entries, children }: ContextMenuProps) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={children} />
      <MenuPopup entries={entries} />
    </BaseContext.Root>
  );
}

interface MenuPopupProps extends Pick<MenuProps, "entries" | "align" | "side"> {
  readonly anchor?: RefObject<HTMLElement | null> | undefined;
}

function MenuPopup({ entries, align = "start", side, anchor }: MenuPopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner className="z-40" sideOffset={4} collisionPadding={8} {...{ align, side, anchor }}>
        <Base.Popup
          className="pop fade max-h-(--available-height) min-w-44 overflow-y-auto p-1 outline-none"
          finalFocus={anchor}
        >
          {entries.map((entry, index) => (
            <Entry key={index} entry={entry} />
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if ("separator" in entry) return <Base.Separator className="my-1 h-px bg-line-1" />;
  if ("heading" in entry) return <div className="px-2 pt-2 pb-1 text-11 font-medium text-fg-3">{entry.heading}</div>;
  const className = cx("menu-item", entry.danger && "text-error");
  const content = (
    <>
      {entry.icon}
      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
      {entry.hint !== undefined && <span className="text-11 text-fg-3">{entry.hint}</span>}
      {entry.keys !== undefined && <Keys keys={entry.keys} />}
    </>
  );
  if (entry.checked === undefined) {
    return (
      <Base.Item className={className} disabled={entry.disabled} onClick={entry.onSelect}>
        {content}
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      className={className}
      disabled={entry.disabled}
      checked={entry.checked}
      onCheckedChange={entry.onSelect}
      closeOnClick
    >
      <span className="w-3.5">
        <Base.CheckboxItemIndicator render={<Check size={14} className="text-accent" />} />
      </span>
      {content}
    </Base.CheckboxItem>
  );
}
