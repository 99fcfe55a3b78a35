import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

import { HotkeyRegistry, type Hotkey } from "./registry.ts";

/** The page's keys: one listener, one list. */
export const pageHotkeys = new HotkeyRegistry();

/** What takes the keys for itself while it is open. A toast is a dialog by its role only: the page goes on below it. */
const overlays = "[role=dialog]:not(.toast), [role=alertdialog]:not(.toast), [role=menu]";

export interface HotkeyOptions {
  /** Heading of these keys in the list of keys: "Traces". */
  readonly group: string;
  /** Only while the focus is inside; default: everywhere on the page. */
  readonly within?: RefObject<HTMLElement | null> | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * Gives keys to the screen while the component is mounted. Single letters don't act while somebody types, and nothing
 * acts under an open dialog that the component is not part of.
 */
export function useHotkeys(hotkeys: readonly Hotkey[], { group, within, disabled = false }: HotkeyOptions): void {
  const latest = useRef(hotkeys);
  useLayoutEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    if (disabled) return;
    const isActive = (): boolean => {
      if (within) return within.current?.contains(document.activeElement) ?? false;
      return document.querySelector(overlays) === null;
    };
    return pageHotkeys.add({ group, isActive, hotkeys: () => latest.current });
  }, [group, within, disabled]);
}

/** Listens to the page's keyboard; mounted once. */
export function useHotkeyListener(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      // In a shadow root, as of the script editor, the target is only the root's host.
      const [innermost = event.target] = event.composedPath();
      if (pageHotkeys.press(event, { isField: isField(innermost) }, event.timeStamp)) event.preventDefault();
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit)$/.test(target.type);
}
