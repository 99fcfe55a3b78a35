import type { Finding } from "../cases/compare.ts";
import type { Limits, Mode } from "../generated/catalog.ts";
import type { PlainSecret } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import type { Graph, OnError, Sampling, PipelineProblem } from "../plan.ts";
import type { Trace } from "../trace.ts";
import type { ChangeOptions, Page, PageOptions } from "./api-common.ts";
import type { FetchMock } from "./fetch-mocks.ts";
import type { LineDiff } from "./line-diff.ts";

/** What a trigger is to run: scripts by id, in layers or as a graph. */
export interface PipelineDraft {
  readonly trigger: string;
  readonly layers?: readonly (readonly string[])[];
  readonly graph?: Graph;
  /** Needed for hooks that the catalog does not have. */
  readonly mode?: Mode;
  readonly onError?: OnError;
  /** At most 1,024 characters. */
  readonly failureText?: string;
  readonly limits?: Readonly<Partial<Limits>>;
  readonly sampling?: Readonly<Partial<Sampling>>;
}

/** A pipeline as it is edited. */
export interface Draft {
  readonly pipeline: PipelineDraft;
  /** Counts the saves. */
  readonly revision: number;
  /** ms since the epoch */
  readonly updatedAt: number;
  readonly updatedBy: string;
  readonly note?: string;
}

export interface DraftOptions extends ChangeOptions {
  /** Revision of the draft the change was made to (0 = no draft): if it is not the newest, the call is a `conflict`. */
  readonly revision?: number;
}

export interface PointerOptions extends ChangeOptions {
  /** Revision of what the trigger runs, as the caller saw it (0 = nothing ever): another one is a `conflict`. */
  readonly revision?: number;
}

/** How a pipeline is tried out. */
export interface DryRunOptions {
  /** What services answer. A request that none of the mocks fits is not sent, and told in `wouldCall`. */
  readonly mocks?: { readonly fetch?: readonly FetchMock[] };
  /**
   * What scripts find under the names of secrets: values of the caller's, and stand-ins for all others that the store
   * has. "stored": the stored ones themselves.
   */
  readonly secrets?: "stored" | Readonly<Record<string, PlainSecret>>;
  /** At most 256 characters, as the address of the request. */
  readonly userId?: string;
  readonly requestIp?: string;
}

/** A request that a dry run did not send, because no mock answers it. Secrets in its URL are masked. */
export interface WouldCall {
  readonly url: string;
  readonly method: string;
}

/** What came of a dry run. */
export interface DryRun {
  readonly outcome: Outcome;
  /** Absent when the pipeline has no layers. */
  readonly trace?: Trace;
  readonly wouldCall: readonly WouldCall[];
}

/** Which of the kept cases of a pipeline are to be run. */
export interface RunCasesWish {
  /** Those of one file; default: all. */
  readonly file?: string;
}

export interface CaseCounts {
  readonly passed: number;
  readonly failed: number;
}

/** What became of a case that is kept. */
export interface KeptCaseResult {
  /** Name of its file. */
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  /** What is not as expected, cut to 10 of 500 characters each; none when it passed. */
  readonly findings: readonly Finding[];
  /** Of all scripts together; 0 when it was not run. */
  readonly instructions: number;
}

export interface CasesRun extends CaseCounts {
  /** In the order of the files and of their cases. */
  readonly results: readonly KeptCaseResult[];
}

export interface PublishOptions extends PointerOptions, DryRunOptions {
  /**
   * A context that the pipeline has to allow, in a dry run, before it is published. A blocking pipeline, which could
   * lock everybody out, is not published without one.
   */
  readonly sample?: object;
  /** Publishes without a dry run of a sample. The audit log says so. */
  readonly override?: boolean;
  /** Publishes although kept cases fail. The version says how many, the audit log that a safeguard was set aside. */
  readonly allowFailingCases?: boolean;
  /** When a saved draft is published: its revision as the caller saw it; another one is a `conflict`. */
  readonly draft?: number;
}

export interface RollbackOptions extends PointerOptions {
  /** Default: the version that ran before the one that runs. */
  readonly version?: number;
}

/** A change that is live once caches have run out. */
export interface Publication {
  readonly trigger: string;
  /** "" after unpublishing. */
  readonly planHash: string;
  /** Number of the version that the trigger runs; 0 after unpublishing. */
  readonly version: number;
  readonly revision: number;
  /** False: it is switched off, and runs nothing until it is switched on. */
  readonly enabled: boolean;
  /** Of a publish, where cases are kept for the trigger. */
  readonly cases?: CaseCounts;
}

/** How a version differs from the one that ran before it. */
export interface VersionChanges {
  /** Ids of scripts that it has and the other had not. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Ids of scripts that were saved in between. */
  readonly changed: readonly string[];
  /** Names of what else differs: `layers`, `graph`, `mode`, `onError`, `failureText`, `limits`, `sampling`. */
  readonly settings: readonly string[];
}

/** A pipeline as it was published once. */
export interface PipelineVersion {
  readonly version: number;
  readonly planHash: string;
  readonly mode: Mode;
  readonly pipeline: PipelineDraft;
  /** The version of each script, by id. */
  readonly scripts: Readonly<Record<string, number>>;
  /** ms since the epoch */
  readonly publishedAt: number;
  readonly publishedBy: string;
  readonly note?: string;
  /** It was published without a dry run. */
  readonly override?: true;
  /** How the kept cases ended when it was published; absent: there were none. */
  readonly cases?: CaseCounts;
  /** The version that ran before; 0 = none. */
  readonly previous: number;
  /** Against `previous`. */
  readonly changes: VersionChanges;
}

/** What two versions differ in, line by line. */
export interface PipelineDiff {
  readonly changes: VersionChanges;
  /** Of each script that one of them has and the other has not, or not so. */
  readonly scripts: readonly { readonly id: string; readonly diff: LineDiff }[];
}

/** A trigger with a draft, or with something published, as lists show it. */
export interface PipelineSummary {
  readonly trigger: string;
  /** Absent for a trigger that is not of the catalog and whose draft does not say. */
  readonly mode?: Mode;
  readonly draft?: Omit<Draft, "pipeline"> & {
    /** Ids of scripts by layer; absent while its graph has no layers, as with a cycle. */
    readonly layers?: readonly (readonly string[])[];
    /** Ids of all scripts that it names. */
    readonly scripts: readonly string[];
    /** How many reasons there are why it could not be published now. */
    readonly problems: number;
  };
  readonly published?: {
    readonly version: number;
    /** Ids of scripts by layer; absent when its plan cannot be read. */
    readonly layers?: readonly (readonly string[])[];
    readonly planHash: string;
    readonly revision: number;
    /** When the plan became the trigger's, ms since the epoch. */
    readonly publishedAt: number;
    readonly changedBy: string;
    /** False: engines do not believe it, because its signature is not one of this deployment. */
    readonly authentic: boolean;
  };
  /** False: the trigger is switched off. */
  readonly enabled: boolean;
}

export interface HealthOptions {
  /** The part of runs that may fail, from 0 to 1; default 0.1. */
  readonly maxErrorRate?: number;
  /** Fewer runs than these flag nothing; default 20. */
  readonly minRuns?: number;
}

/** How the runs of a trigger have ended since its plan was published or rolled back to. */
export interface PipelineHealth {
  readonly trigger: string;
  /** Of those that left a trace. */
  readonly runs: number;
  readonly errors: number;
  readonly blocked: number;
  /** errors / runs; 0 without runs. */
  readonly errorRate: number;
  /** More than `maxErrorRate` of at least `minRuns` runs failed: roll back. */
  readonly flagged: boolean;
  /** Runs from here on are counted, ms since the epoch; 0 when nothing is published. */
  readonly since: number;
  /** There were more: only the newest were counted, those from `since` on. */
  readonly partial: boolean;
  /** Where `rollback(trigger)` would go; absent when there is no earlier version. */
  readonly rollbackTo?: number;
}

export interface PipelineControl {
  /** Keeps a pipeline as it is edited, whether it could be published or not. What is published does not change. */
  saveDraft(pipeline: PipelineDraft, options?: DraftOptions): Promise<Draft>;
  draft(trigger: string): Promise<Draft | null>;
  /** False: there was none. */
  discardDraft(trigger: string, options?: DraftOptions): Promise<boolean>;
  /** All triggers that have a draft, or had something published, by name. */
  list(): Promise<PipelineSummary[]>;
  /** Everything that speaks against publishing a pipeline, or the draft of a trigger. */
  check(pipeline: PipelineDraft | string): Promise<PipelineProblem[]>;
  /**
   * Runs a pipeline, or the draft of a trigger, with the scripts as they are now, once and without any effect: nothing
   * is fetched, counted or saved. Rejects as `publish` does for a pipeline that could not be published, and with
   * `invalid_context`.
   */
  dryRun(pipeline: PipelineDraft | string, context: object, options?: DryRunOptions): Promise<DryRun>;
  /**
   * Checks a pipeline, or the draft of a trigger, compiles it with the scripts as they are now and makes it what its
   * trigger runs. Rejects with `invalid_plan`, or with `syntax_error` or `limit_size` of a script, and all `problems`;
   * and with `dry_run_failed` when it may deny and was not seen to allow a sample, or when a case that is kept for the
   * trigger fails: those are its `problems` then, the first 20 of them, of the kind `case_failed`.
   */
  publish(pipeline: PipelineDraft | string, options?: PublishOptions): Promise<Publication>;
  /**
   * Runs the cases that are kept for a trigger on its pipeline, or on the draft, as publishing does: without any
   * effect, and within a budget of 500 cases, 20,000,000 instructions and 10 seconds. Cases for which nothing of it is
   * left fail. Rejects as `dryRun` does.
   */
  runCases(pipeline: PipelineDraft | string, options?: RunCasesWish): Promise<CasesRun>;
  /** Makes the trigger run nothing. */
  unpublish(trigger: string, options?: PointerOptions): Promise<Publication>;
  /** What was published, newest first. Default 20 of them, at most 100. */
  versions(trigger: string, page?: PageOptions): Promise<Page<PipelineVersion>>;
  /** What version `to` has otherwise than version `from`. */
  diff(trigger: string, from: number, to: number): Promise<PipelineDiff>;
  /** Makes the trigger run the plan of an earlier version. */
  rollback(trigger: string, options?: RollbackOptions): Promise<Publication>;
  /** Switches a trigger on that was switched off. */
  enable(trigger: string, options?: PointerOptions): Promise<Publication>;
  /** Switches a trigger off: it answers `{allowed: true}` and runs nothing, whatever is published. */
  disable(trigger: string, options?: PointerOptions): Promise<Publication>;
  /** Counts the traces since the last publish, at most 1,000 of each status. */
  health(trigger: string, options?: HealthOptions): Promise<PipelineHealth>;
}
