import type { Hotkey } from "../../ui/hotkeys/registry.ts";

/** Keys of the editor, for the list of keys: the editor itself acts on them. */
export const languageKeys: readonly Hotkey[] = [
  { keys: "alt+shift+f", label: "Format the script, or what is selected" },
  { keys: "mod+.", label: "Fixes and changes at the cursor" },
  { keys: "f2", label: "Rename" },
  { keys: "f12", label: "Go to the definition (or ⌘- or Ctrl-click)" },
  { keys: "shift+f12", label: "Find references" },
  { keys: "mod+shift+o", label: "Outline" },
  { keys: "f8", label: "Next problem" },
  { keys: "shift+f8", label: "Previous problem" },
  { keys: "mod+shift+space", label: "What the call takes" },
  { keys: "alt+shift+arrowright", label: "Select more" },
  { keys: "alt+shift+arrowleft", label: "Select less" },
  { keys: "mod+alt+h", label: "Show or hide inlay hints" },
].map((key) => ({ ...key, listedOnly: true }));
