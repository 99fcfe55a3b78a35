import type { Deployment } from "../deployment.ts";
import type { Limits } from "../generated/catalog.ts";
import type { FetchPolicy } from "../host/fetch-policy.ts";
import type { HookDefinition } from "../hooks.ts";
import type { Clock, SecretKey } from "../options.ts";
import type { KeyValueStore } from "../stores/store.ts";
import type { AuditControl } from "./api-audit.ts";
import type { CaseControl } from "./api-cases.ts";
import type { Files, ImportOptions, ImportPlan } from "./api-files.ts";
import type { PipelineControl } from "./api-pipelines.ts";
import type { ScriptControl } from "./api-scripts.ts";
import type { SecretControl } from "./api-secrets.ts";
import type { JournalControl, TraceControl } from "./api-traces.ts";

export interface ControlOptions {
  readonly store: KeyValueStore;
  /** Needed to publish and to set secrets; without them a `trusted` store can be published to, unsigned. */
  readonly secretKeys?: readonly SecretKey[];
  /** Who makes the changes, kept with each: 1 to 256 characters. */
  readonly actor: string;
  /** As the engine's. */
  readonly namespace?: string;
  /** As the engine's: what a pipeline is checked against. */
  readonly limits?: Readonly<Partial<Limits>>;
  /** As the engine's: what the contexts of dry runs are checked against. */
  readonly hooks?: readonly HookDefinition[];
  /** As the engine's: what scripts find in dry runs. */
  readonly env?: Readonly<Record<string, string>>;
  /** As the engine's: what scripts may fetch in dry runs, from mocks. */
  readonly fetchPolicy?: FetchPolicy;
  /** How long a call waits for one answer of the store, in ms, 1 to 3,600,000. Default 5,000. */
  readonly storeTimeoutMs?: number;
  /** Default `Date.now`. */
  readonly now?: Clock;
}

/**
 * The control plane as a library: edits scripts, drafts and secrets, publishes pipelines, reads traces and the audit
 * log. Make one with `createControl`. Calls reject with a SluiceError: `invalid_options` for arguments of the wrong
 * form, `not_found` for what is not there, `conflict` when somebody else changed the record in between,
 * `store_unavailable` when the store fails or does not answer in time.
 */
export interface Control {
  readonly scripts: ScriptControl;
  readonly pipelines: PipelineControl;
  readonly cases: CaseControl;
  readonly secrets: SecretControl;
  readonly audit: AuditControl;
  readonly traces: TraceControl;
  readonly journals: JournalControl;
  /** What scripts find around them here, as the options say. */
  deployment(): Promise<Deployment>;
  /**
   * Scripts and pipelines as they are edited, as files for a version control system: `scripts/<id>.lua`, beside it
   * `scripts/<id>.json` for a script with a name of its own, `pipelines/<trigger>.json` (the draft, or what was
   * published where there is none), `tests/<name>.cases.json`, and `secrets.json` with names only.
   */
  exportFiles(): Promise<Files>;
  /** Looks at what such files would change. Rejects with `invalid_options` and the path for a file it cannot read. */
  importFiles(files: Files, options?: ImportOptions): Promise<ImportPlan>;
  /** The same control plane in the hands of somebody else, who makes the changes then. */
  as(actor: string): Control;
}

export type * from "./api-audit.ts";
export type * from "./api-cases.ts";
export type * from "./api-common.ts";
export type * from "./api-files.ts";
export type * from "./api-pipelines.ts";
export type * from "./api-scripts.ts";
export type * from "./api-secrets.ts";
export type * from "./api-traces.ts";
