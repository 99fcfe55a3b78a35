import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Control, Files } from "sluice";

import { faultText } from "../fault-text.ts";
import { readFiles } from "./folder.ts";
import { requireOwnFile } from "./own-files.ts";

/** What a look at both sides has done. */
export interface SyncReport {
  /** Paths that were taken from the folder. */
  readonly read: readonly string[];
  /** Paths that were written to the folder. */
  readonly written: readonly string[];
  /** Paths that were changed on both sides: the file has won. */
  readonly conflicts: readonly string[];
  /** Why the folder could not be taken over as it is. */
  readonly fault?: string;
}

/**
 * Keeps a folder and a control plane the same, in both directions. Whatever is different from what both last had was
 * changed there; where both were, the file wins.
 */
export class FolderSync {
  readonly #root: string;
  readonly #control: Control;
  /** What the folder had when both had the same. */
  #files: Files = {};
  /** What the control plane had then: a pipeline may be written in another form there. */
  #stored: Files = {};

  constructor(root: string, control: Control) {
    this.#root = root;
    this.#control = control;
  }

  /** One look; not to be called again before it has ended. */
  async look(): Promise<SyncReport> {
    try {
      return await this.#bringTogether();
    } catch (error) {
      return { read: [], written: [], conflicts: [], fault: faultText(error) ?? String(error) };
    }
  }

  async #bringTogether(): Promise<SyncReport> {
    const [files, stored] = [readFiles(this.#root), await this.#control.exportFiles()];
    const read = changedPaths(this.#files, files);
    // Which secrets there are is the store's business.
    const changed = changedPaths(this.#stored, stored).filter(
      (path) => path !== "secrets.json" && files[path] !== stored[path],
    );
    const written = changed.filter((path) => !read.includes(path));
    const conflicts = changed.filter((path) => read.includes(path) && this.#stored[path] !== undefined);
    if (read.length > 0) await this.#take(read, files, stored);
    for (const path of written) this.#write(path, stored[path]);
    this.#files = readFiles(this.#root);
    this.#stored = await this.#control.exportFiles();
    return { read, written, conflicts };
  }

  async #take(read: readonly string[], files: Files, stored: Files): Promise<void> {
    const taken = read.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]] as const]));
    const kept = Object.entries(stored).filter(([path]) => !read.includes(path));
    const remove = taken.length < read.length;
    await (await this.#control.importFiles(Object.fromEntries([...kept, ...taken]), { remove })).apply();
  }

  #write(path: string, text: string | undefined): void {
    requireOwnFile(this.#root, path);
    const file = join(this.#root, path);
    if (text === undefined) return rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function changedPaths(before: Files, after: Files): string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => before[path] !== after[path]).toSorted();
}
