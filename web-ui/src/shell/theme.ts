import { useSyncExternalStore } from "react";

import { remember } from "../ui/remembered.ts";

/** What a person wants; "system" follows the system, also when that changes. */
export type Theme = "system" | "light" | "dark";

/** public/theme.js reads it before the first paint. */
const key = "sluice.theme";
const listeners = new Set<() => void>();

export function setTheme(theme: Theme): void {
  remember(key, theme === "system" ? null : theme);
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  for (const changed of listeners) changed();
}

function currentTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
