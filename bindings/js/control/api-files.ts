import type { PublishOptions } from "./api-pipelines.ts";
import type { PipelineProblem } from "../plan.ts";

/** A deployment as plain files: texts by path, in the order of their paths. */
export type Files = Readonly<Record<string, string>>;

export interface ImportOptions extends Pick<PublishOptions, "override" | "allowFailingCases" | "mocks" | "secrets"> {
  readonly note?: string;
  /** Deletes scripts, drafts and cases that the files do not have. Default: they are only told of. */
  readonly remove?: boolean;
  /** Publishes the pipelines of the files, as far as that changes anything. Default: they become drafts. */
  readonly publish?: boolean;
  /** Sample contexts by trigger, for publishing. */
  readonly samples?: Readonly<Record<string, object>>;
}

export interface FileChange {
  /** As in `scripts/geo-block.lua`, `pipelines/before_signup.json`, `tests/signup.cases.json`. */
  readonly path: string;
  readonly change: "created" | "changed" | "unchanged" | "removed";
}

/** What an import would do. Nothing is written yet. */
export interface ImportPlan {
  readonly changes: readonly FileChange[];
  /** What speaks against publishing a pipeline of the files. */
  readonly problems: readonly (PipelineProblem & { readonly path: string })[];
  /** Names of secrets that the files list and the store has not. */
  readonly missingSecrets: readonly string[];
  /**
   * Does it, script by script, draft by draft, cases by cases, then publishes. Rejects with `conflict` for what
   * somebody changed since the plan was made; what was done before that stays, and importing again does the rest.
   */
  apply(): Promise<ImportResult>;
}

export interface ImportResult {
  /** Paths of what was written or deleted. */
  readonly applied: readonly string[];
  /** Triggers that were published. */
  readonly published: readonly string[];
}
