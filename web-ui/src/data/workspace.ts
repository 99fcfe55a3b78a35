import type {
  Control,
  Deployment,
  EngineStats,
  FetchMock,
  FieldInfo,
  Journal,
  Mode,
  Outcome,
  PipelineSummary,
  PlainSecret,
  Plan,
  Replayed,
  Trace,
  TraceStatus,
} from "sluice";
import type { CaseFile, CaseResult, ScriptCoverage, Tried } from "sluice/cases";

export type { Activity, ActivityPart, ActivityQuery, StatusCounts } from "sluice";

/** Where the app works: in this browser alone, or on a deployed worker. */
export type HomeName = "playground" | "admin";

/**
 * All that screens know of Sluice. There are two of them: one talks to a worker over HTTP (`remote/`), the other has an
 * engine and a store in this browser (`local/`). The same calls answer the same way in both, and reject with a
 * `SluiceError` or a `ServiceError`; `faultOf` makes either something to show.
 */
export interface Workspace extends BrowserEngine {
  readonly home: HomeName;
  /** The control plane, as in the package. Over HTTP, `dryRun` with `secrets: "stored"` is refused. */
  readonly control: Control;
  /** The hooks of the catalog. `useHooks` adds the custom ones that have a pipeline. */
  readonly hooks: readonly HookDescription[];
  /** Runs what is published for a trigger. Nothing published, or switched off: allowed, without a trace. */
  run(trigger: string, request: RunRequest, signal?: AbortSignal): Promise<Run>;
  /** Runs a recorded execution again, without calling anything; null when it left no journal. */
  replay(traceId: string): Promise<Replayed | null>;
  /** What services answer in dry runs and, in the playground, in all runs. */
  readonly mocks: Mocks;
  /** What the engine has counted since it began. */
  stats(): Promise<EngineStats>;
  info(): Promise<WorkspaceInfo>;
  /** What scripts find around them where they run. What is tried in this browser is held to the same. */
  deployment(): Promise<Deployment>;
  /** Tells when something was changed from elsewhere, as in another tab, where that can be known. */
  onChange?(listener: () => void): () => void;
  /** Tells when the engine stopped and is started again, where it runs in this browser. */
  onCrash?(listener: () => void): () => void;
}

/** What the engine in this browser does for both homes. Nothing is called, counted or kept. */
export interface BrowserEngine {
  /** Which lines of a script could not be compiled; nothing is run. */
  checkCode(code: string): Promise<readonly CodeProblem[]>;
  /** Runs a recording, or what became of it. */
  replayRecording(recording: Recording, secrets?: HandedSecrets): Promise<Replayed>;
  /** Runs a plan as it is edited, and tells what each line cost. */
  tryPlan(plan: Plan, context: object, tools: TrialTools, signal?: AbortSignal): Promise<Tried>;
  /** Runs cases on a plan as it is edited. Aborting the signal ends it before the next case. */
  runCases(file: CaseFile, plan: Plan, signal?: AbortSignal): Promise<TriedCases>;
}

/** What a plan is tried with beside its context: all that services answer, and all that secrets are. */
export interface TrialTools {
  readonly mocks: readonly FetchMock[];
  readonly secrets: Readonly<Record<string, PlainSecret>>;
  /** What `helpers.env` finds; default: nothing. */
  readonly env?: Readonly<Record<string, string>>;
  readonly userId?: string;
  readonly requestIp?: string;
}

/** What became of the cases of a file, and what they ran of each script. */
export interface TriedCases {
  readonly verdicts: readonly CaseVerdict[];
  readonly coverage: readonly ScriptCoverage[];
}

/** What became of a case, without its trace. */
export interface CaseVerdict extends Pick<CaseResult, "name" | "passed" | "findings" | "outcome" | "instructions"> {
  /** How the run ended; absent when it could not be run. */
  readonly status?: TraceStatus;
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
