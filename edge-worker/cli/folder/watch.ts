import { existsSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors write in several steps: this long after the last of them the change is looked at. */
const settledMs = 80;

/**
 * Calls `changed` at once and after files of a folder have changed, one call at a time, until the signal is aborted.
 * What changes during a call leads to another one.
 */
export function watchFolder(root: string, changed: () => Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  const plan = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void (running = running.then(changed)), settledMs);
  };
  const folders = ["scripts", "pipelines", "tests", "."]
    .map((name) => join(root, name))
    .filter((path) => existsSync(path));
  const watchers = folders.map((path) => watch(path, (_kind, name) => !name?.startsWith(".") && plan()));
  running = changed();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      void running.then(resolve);
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
