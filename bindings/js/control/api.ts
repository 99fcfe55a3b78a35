import type { Limits, Mode } from "../generated/catalog.ts";
import type { Clock, SecretKey } from "../options.ts";
import type { Journal } from "../journal.ts";
import type { Graph, OnError, Sampling } from "../plan.ts";
import type { ScriptRecord } from "../records.ts";
import type { KeyValueStore } from "../stores/store.ts";
import type { TracePage, TraceQuery } from "../trace-records.ts";
import type { Trace } from "../trace.ts";

export interface ControlOptions {
  readonly store: KeyValueStore;
  /** Needed to publish and to set secrets; without them a `trusted` store can be published to, unsigned. */
  readonly secretKeys?: readonly SecretKey[];
  /** Who makes the changes: kept with each. */
  readonly actor: string;
  /** As the engine's. */
  readonly namespace?: string;
  /** As the engine's: what a pipeline is checked against. */
  readonly limits?: Readonly<Partial<Limits>>;
  /** Default `Date.now`. */
  readonly now?: Clock;
}

export interface ScriptDraft {
  /** `^[a-z0-9][a-z0-9_-]{0,63}$` */
  readonly id: string;
  /** Shown to people; default: the id. */
  readonly name?: string;
  /** Lua source, at most 100 KB. Whether it is valid is checked when a pipeline with it is published. */
  readonly code: string;
}

export interface SaveOptions {
  readonly note?: string;
  /** Version the change was made to (0 = a new script): if it is not the newest, the save is a `conflict`. */
  readonly version?: number;
}

/** A script as lists show it. */
export type ScriptSummary = Omit<ScriptRecord, "code">;

/** What to publish: scripts by id, in layers or as a graph. */
export interface PipelineDraft {
  readonly trigger: string;
  readonly layers?: readonly (readonly string[])[];
  readonly graph?: Graph;
  /** Needed for hooks that the catalog does not have. */
  readonly mode?: Mode;
  readonly onError?: OnError;
  readonly failureText?: string;
  readonly limits?: Readonly<Partial<Limits>>;
  readonly sampling?: Readonly<Partial<Sampling>>;
}

export interface ChangeOptions {
  readonly note?: string;
}

/** A change that is live once caches have run out. */
export interface Publication {
  readonly trigger: string;
  /** "" after unpublishing. */
  readonly planHash: string;
  readonly revision: number;
}

/** A secret without its value, which no call answers. */
export interface SecretSummary {
  readonly name: string;
  readonly version: number;
  /** Where it may be sent; empty = not bound. */
  readonly hosts: readonly string[];
  /** Id of the key it is sealed under. */
  readonly kid: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
}

/**
 * The control plane as a library: edits scripts and secrets, publishes pipelines, reads traces. Make one with
 * `createControl`. Calls reject with a SluiceError: `invalid_options` for arguments of the wrong form, `conflict` when
 * somebody else changed the record in between, `store_unavailable` when the store fails.
 */
export interface Control {
  readonly scripts: {
    /** Saves a script as it is edited. What is published does not change. */
    save(script: ScriptDraft, options?: SaveOptions): Promise<ScriptRecord>;
    get(id: string): Promise<ScriptRecord | null>;
    /** All scripts by id. */
    list(): Promise<ScriptSummary[]>;
  };
  readonly pipelines: {
    /**
     * Checks a pipeline, compiles it with the scripts as they are now and makes it what its trigger runs. Rejects with
     * `invalid_plan`, or with `syntax_error` or `limit_size` of a script, and all `problems`.
     */
    publish(pipeline: PipelineDraft, options?: ChangeOptions): Promise<Publication>;
    /** Makes the trigger run nothing. */
    unpublish(trigger: string, options?: ChangeOptions): Promise<Publication>;
  };
  readonly secrets: {
    /** Seals a value of at least 8 bytes under a name of the form `^[A-Z][A-Z0-9_]{0,63}$`, as a new version. */
    set(name: string, value: string, options?: { readonly hosts?: readonly string[] }): Promise<SecretSummary>;
    /** All secrets by name. */
    list(): Promise<SecretSummary[]>;
    /** False: there was none. */
    delete(name: string): Promise<boolean>;
  };
  readonly traces: {
    /** Newest first. */
    list(query?: TraceQuery): Promise<TracePage>;
    get(id: string): Promise<Trace | null>;
  };
  readonly journals: {
    /**
     * The journal of a trace, for `engine.replay`; null if none was recorded. It is confidential: it has the whole
     * context and all that services answered. Rejects with `store_unavailable` when it does not open.
     */
    get(traceId: string): Promise<Journal | null>;
  };
}
