import type {
  Control,
  DryRunOptions,
  EngineStats,
  FetchMock,
  FieldInfo,
  Journal,
  JsonObject,
  Mode,
  Outcome,
  PipelineSummary,
  Plan,
  Replayed,
  Trace,
} from "sluice";

export type { Activity, ActivityPart, ActivityQuery, StatusCounts } from "sluice";

/** Where the app works: in this browser alone, or on a deployed worker. */
export type HomeName = "playground" | "admin";

/**
 * All that screens know of Sluice. There are two of them: one talks to a worker over HTTP (`remote/`), the other has an
 * engine and a store in this browser (`local/`). The same calls answer the same way in both, and reject with a
 * `SluiceError` or a `ServiceError`; `faultOf` makes either something to show.
 */
export interface Workspace {
  readonly home: HomeName;
  /** The control plane, as in the package. Over HTTP, `dryRun` with `secrets: "stored"` is refused. */
  readonly control: Control;
  /** The hooks of the catalog. `useHooks` adds the custom ones that have a pipeline. */
  readonly hooks: readonly HookDescription[];
  /** Runs what is published for a trigger. Nothing published, or switched off: allowed, without a trace. */
  run(trigger: string, request: RunRequest, signal?: AbortSignal): Promise<Run>;
  /** Runs a recorded execution again, without calling anything; null when it left no journal. */
  replay(traceId: string): Promise<Replayed | null>;
  /** Runs a recording, or what became of it, in this browser. Nothing is called, and nothing of it is kept. */
  replayRecording(recording: Recording, secrets?: HandedSecrets): Promise<Replayed>;
  /** What services answer in dry runs and, in the playground, in all runs. */
  readonly mocks: Mocks;
  /** Which lines of a script could not be compiled; nothing is saved or run. */
  checkCode(code: string): Promise<readonly CodeProblem[]>;
  /** What the engine has counted since it began. */
  stats(): Promise<EngineStats>;
  info(): Promise<WorkspaceInfo>;
  /** Tells when something was changed from elsewhere, as in another tab, where that can be known. */
  onChange?(listener: () => void): () => void;
  /** Tells when the engine stopped and is started again, where it runs in this browser. */
  onCrash?(listener: () => void): () => void;
}

/** A table of answers; the first that fits a request is given. */
export interface Mocks {
  list(): Promise<readonly FetchMock[]>;
  save(mocks: readonly FetchMock[]): Promise<void>;
}

/** What a trigger is called with. */
export interface RunRequest {
  readonly context: object;
  readonly userId?: string;
  readonly requestIp?: string;
}

/** One execution as it was recorded, whole: with all it takes to run it once more. */
export interface Recording {
  readonly journal: Journal;
  /** The one it ran, or another one that is tried in its place. */
  readonly plan: Plan;
}

/** Values of secrets that a person typed in, by name. */
export type HandedSecrets = Readonly<Record<string, string>>;

/** What came of a run. */
export interface Run {
  readonly outcome: Outcome;
  /** Absent when no pipeline ran, when sampling left it out, and when it could not be read yet. */
  readonly trace?: Trace;
}

/** What a person may do here. In the playground: everything. */
export type Role = "trigger" | "read" | "write" | "replay" | "cron" | "admin";

export interface WorkspaceInfo {
  readonly version: string;
  readonly engineHash: string;
  /** Absent roles: the token lacks them, and calls that need them are refused. */
  readonly can: readonly Role[];
  /** How long traces are kept. */
  readonly traceRetentionDays: number;
  /** What keeps the deployment from doing its work, in sentences. */
  readonly faults: readonly string[];
  /** How long what is kept here lasts: "memory" is gone with the tab. */
  readonly keptIn: "worker" | "browser" | "memory";
}

/** A hook of the catalog, or a custom one as far as a pipeline tells of it. */
export interface HookDescription {
  readonly name: string;
  readonly title: string;
  readonly mode: Mode;
  /** Id of one of the catalog's `lanes`, or "custom". */
  readonly lane: string;
  /** When it happens; a sentence. Empty for custom hooks. */
  readonly when: string;
  /** What an end user reads when a script failed; null for async hooks, which tell nobody. */
  readonly failureText: string | null;
  /** Members of the context; null for custom hooks, whose contexts nobody described. */
  readonly context: readonly FieldInfo[] | null;
}

/** A trigger in lists: its state and its shape. */
export type PipelineOverview = PipelineSummary;

/** Why a script does not compile. */
export interface CodeProblem {
  readonly message: string;
  /** From 1; absent where the problem is the whole script's, as its size. */
  readonly line?: number;
}

/** How a pipeline is tried out from a screen: what a dry run takes, and the context. */
export interface Trial extends DryRunOptions {
  readonly context: JsonObject;
}
