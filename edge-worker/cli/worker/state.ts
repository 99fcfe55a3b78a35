import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { requireOwnFile } from "../folder/own-files.ts";

/** What folder and worker had in common when they were last brought together. */
export interface SyncState {
  /** SHA-256 of the text of each file, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** Version of each script, revision of each draft and of each file of cases, by path. */
  readonly versions: Readonly<Record<string, number>>;
}

const name = ".sluice/state.json";
const path = (root: string): string => join(root, name);

/** What is known about a worker; undefined when the folder was never brought together with it. */
export function readState(root: string, origin: string): SyncState | undefined {
  return allStates(root)[origin];
}

/** Throws a Fault where what was known would be written to somewhere else, by a link. */
export function writeState(root: string, origin: string, state: SyncState): void {
  requireOwnFile(root, name);
  mkdirSync(join(root, ".sluice"), { recursive: true });
  writeFileSync(path(root), `${JSON.stringify({ ...allStates(root), [origin]: state }, null, 2)}\n`);
}

/** A file that was damaged is as good as none: less is known then, and more is asked. */
function allStates(root: string): Record<string, SyncState> {
  if (!existsSync(path(root))) return {};
  try {
    return JSON.parse(readFileSync(path(root), "utf8")) as Record<string, SyncState>;
  } catch {
    return {};
  }
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
