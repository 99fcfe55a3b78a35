import type { ScriptRecord } from "../records.ts";
import type { ChangeOptions, Page, PageOptions } from "./api-common.ts";
import type { LineDiff } from "./line-diff.ts";

export interface ScriptDraft {
  /** `^[a-z0-9][a-z0-9_-]{0,63}$` */
  readonly id: string;
  /** Shown to people; default: the id. */
  readonly name?: string;
  /** Lua source, at most 100 KB. Whether it is valid is checked when a pipeline with it is published. */
  readonly code: string;
}

export interface SaveOptions extends ChangeOptions {
  /** Version the change was made to (0 = a new script): if it is not the newest, the call is a `conflict`. */
  readonly version?: number;
}

/** A script as lists show it. */
export type ScriptSummary = Omit<ScriptRecord, "code">;

export interface ScriptControl {
  /** Saves a script as it is edited, as a new version. What is published does not change. */
  save(script: ScriptDraft, options?: SaveOptions): Promise<ScriptRecord>;
  /** The newest version; null for one that never was, or was deleted. */
  get(id: string): Promise<ScriptRecord | null>;
  /** All scripts by id. */
  list(): Promise<ScriptSummary[]>;
  /** What was saved under `id`, newest first, also of a script that was deleted. Default 20 of them, at most 100. */
  versions(id: string, page?: PageOptions): Promise<Page<ScriptSummary>>;
  /** The script as it was saved as version `version`; null if there is no such one. */
  version(id: string, version: number): Promise<ScriptRecord | null>;
  /** What changed from version `from` to version `to`. Rejects with `not_found` when one of them is not there. */
  diff(id: string, from: number, to: number): Promise<LineDiff>;
  /** Saves what version `version` was as a new one. Brings back a deleted script. */
  restore(id: string, version: number, options?: SaveOptions): Promise<ScriptRecord>;
  /**
   * Takes a script away; its versions stay. False: there was none. Rejects with `conflict`, and all users as
   * `problems`, while a draft or a published pipeline names it.
   */
  delete(id: string, options?: SaveOptions): Promise<boolean>;
}
