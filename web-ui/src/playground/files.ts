import type { FetchMock, Files } from "sluice";

import type { PlaygroundWorkspace } from "../data/local/workspace.ts";

/** What a download of the playground holds: everything but secrets' values, traces and history. */
export interface PlaygroundFile {
  readonly sluice: "playground";
  readonly files: Files;
  readonly mocks: readonly FetchMock[];
}

export async function exportPlayground({ control, mocks }: PlaygroundWorkspace): Promise<PlaygroundFile> {
  return { sluice: "playground", files: await control.exportFiles(), mocks: await mocks.list() };
}

/** What came of reading a file in. */
export interface Imported {
  /** Paths of what was written. */
  readonly applied: readonly string[];
  /** Names of secrets that its scripts ask for and that are not here. */
  readonly missingSecrets: readonly string[];
}

/** Puts a file's scripts and drafts beside those that are there. Throws a TypeError for what is no such file. */
export async function importPlayground(workspace: PlaygroundWorkspace, text: string): Promise<Imported> {
  const file = readPlaygroundFile(text);
  const plan = await workspace.control.importFiles(file.files, { note: "Imported from a file" });
  if (file.mocks.length > 0) await workspace.mocks.save(file.mocks);
  const { applied } = await plan.apply();
  return { applied, missingSecrets: plan.missingSecrets };
}

export function readPlaygroundFile(text: string): PlaygroundFile {
  const value = parsed(text);
  const isFile =
    typeof value === "object" && value !== null && (value as Partial<PlaygroundFile>).sluice === "playground";
  const { files, mocks = [] } = (isFile ? value : {}) as Partial<PlaygroundFile>;
  const isWhole = typeof files === "object" && files !== null && Array.isArray(mocks);
  if (!isWhole) throw new TypeError("This is no file of a playground: export one to see what it looks like.");
  return { sluice: "playground", files, mocks };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
