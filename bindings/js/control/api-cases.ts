import type { CaseFile } from "../cases/case-file.ts";
import type { ChangeOptions } from "./api-common.ts";

/** A file of cases in lists: what a folder has as `tests/<name>.cases.json`. */
export interface CasesSummary {
  readonly name: string;
  /** Whose pipeline it is about. */
  readonly trigger: string;
  /** It brings a pipeline of its own: publishing that of its trigger does not ask it. */
  readonly ownPipeline?: true;
  /** How many cases it has. */
  readonly count: number;
  /** Counts the saves, and deleting. */
  readonly revision: number;
  /** ms since the epoch */
  readonly updatedAt: number;
  readonly updatedBy: string;
  readonly note?: string;
}

/** The same with its cases. */
export interface KeptCases extends CasesSummary {
  readonly file: CaseFile;
}

export interface CasesOptions extends ChangeOptions {
  /** Revision of the file the change was made to (0 = there was none): if it is not the newest, it is a `conflict`. */
  readonly revision?: number;
}

export interface CaseControl {
  /** Those of a trigger, or of all, by name. */
  list(query?: { readonly trigger?: string }): Promise<CasesSummary[]>;
  get(name: string): Promise<KeptCases | null>;
  /**
   * Keeps a file, in place of the one of that name. Rejects with `invalid_options` and the path of what `readCaseFile`
   * would refuse, and when there are too many files.
   */
  save(name: string, file: CaseFile, options?: CasesOptions): Promise<KeptCases>;
  /** False: there was none. */
  delete(name: string, options?: CasesOptions): Promise<boolean>;
}
