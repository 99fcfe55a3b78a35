import type { Limits } from "./generated/catalog.ts";
import type { FetchPolicy } from "./host/fetch-policy.ts";
import type { HookDefinition } from "./hooks.ts";
import type { OnError, Plan } from "./plan.ts";
import type { KeyValueStore } from "./stores/store.ts";
import type { SluiceError } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import type { Metric, Trace } from "./trace.ts";

/** A key of the deployment: seals secrets, signs what is published. The first of a list seals, all open. */
export interface SecretKey {
  /** `^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$` */
  readonly id: string;
  /** 32 bytes, base64. */
  readonly key: string;
}

/** A clock: ms since the epoch. */
export type Clock = () => number;

/** The function that sends requests: `fetch` of the platform, or one that behaves like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What went wrong beside an outcome, and where. */
export interface Incident {
  readonly error: SluiceError;
  /** What Sluice was doing, as in "saving a trace". */
  readonly during: string;
  readonly trigger?: string;
}

/**
 * Takes a trace elsewhere, beside the store. `toOtlp` makes it OTLP/JSON, an ExportTraceServiceRequest. A trace it
 * rejects for is counted in `stats().failedExports`.
 */
export type TraceExporter = (trace: Trace, toOtlp: () => Promise<JsonObject>) => Promise<void>;

export interface EngineOptions<H extends HookDefinition = never> {
  /** Where published plans, secrets and traces are. Without one only `execute` can be used, and no trace is saved. */
  readonly store?: KeyValueStore;
  /** Needed with every store that is not `trusted`. */
  readonly secretKeys?: readonly SecretKey[];
  /** Separates deployments that share a store or a key: `^[a-z0-9][a-z0-9_-]{0,63}$`, default "sluice". */
  readonly namespace?: string;
  /** What `helpers.env` may read: nothing but this. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the platform's; on Node one that also checks the addresses that names resolve to. */
  readonly fetch?: Fetch;
  /** What scripts may fetch, below what the built-in policy allows. */
  readonly fetchPolicy?: FetchPolicy;
  /** Limits of the deployment, up to each one's ceiling. */
  readonly limits?: Readonly<Partial<Limits>>;
  /** Hooks of your own. */
  readonly hooks?: readonly H[];
  /** Triggers that must have a pipeline: a lost record is a fault then, answered by `defaultOnError`. */
  readonly expect?: readonly (string & {})[];
  /** Kill switch: these triggers answer `{allowed: true}` and run nothing. */
  readonly disabled?: readonly (string & {})[];
  /** The answer when no plan could be had; default `block`. */
  readonly defaultOnError?: OnError;
  /**
   * How long a published pointer is believed, in ms, 0 to 3,600,000. Default 0 for stores of strong consistency, else
   * 30,000.
   */
  readonly pointerCacheMs?: number;
  /** How long the engine waits for one answer of the store, in ms, 1 to 3,600,000. Default 5,000. */
  readonly storeTimeoutMs?: number;
  /** Default `Date.now`. */
  readonly now?: Clock;
  /** Told about every fault that an outcome hides: a store that failed, a lost trace. Default: console.error. */
  readonly onError?: (incident: Incident) => void;
  /** Told of every trace that `run` keeps, after the outcome, as in `otlpExporter({url})`. */
  readonly exporter?: TraceExporter;
  /** Receives what `helpers.metrics` emits. */
  readonly onMetric?: (metric: Metric) => void;
}

/** What is known about the request behind a trigger. */
export interface RunMeta {
  readonly userId?: string;
  readonly requestIp?: string;
  /** Keeps the platform alive until the given promise is settled, as a Worker's `ctx.waitUntil` does. */
  readonly waitUntil?: (promise: Promise<unknown>) => void;
  /** Aborting it ends the execution; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How many triggers led to this one, as `depthOf` reads it from the request that asks for it: 0 (default) to 3. */
  readonly depth?: number;
}

/** A secret's value for `execute`, bound to hosts or not. */
export type PlainSecret = string | { readonly value: string; readonly hosts?: readonly string[] };

export interface ExecuteOptions {
  readonly userId?: string;
  readonly requestIp?: string;
  readonly signal?: AbortSignal;
  /** Default: the engine's. */
  readonly fetch?: Fetch;
  /** The secrets the plan's scripts find; those of the engine's store are not seen. */
  readonly secrets?: Readonly<Record<string, PlainSecret>>;
  /** Where `helpers.rateLimit` counts: a store that can. Default: nowhere, and the helper fails. */
  readonly counters?: KeyValueStore;
  /** Lower limits than the plan's. */
  readonly limits?: Readonly<Partial<Limits>>;
  /** Default: the engine's. */
  readonly now?: Clock;
  /** 16 hex digits from which the scripts' randomness follows; default: drawn anew. */
  readonly seed?: string;
  /** Whether the answer has a journal, which holds the whole context and all that services answered. */
  readonly record?: boolean;
  /** Whether the answer tells what each line of the scripts cost. Slows scripts down and changes nothing else. */
  readonly profile?: boolean;
}

export interface ReplayOptions {
  /** Default: the recorded one, from the engine's store. */
  readonly plan?: Plan;
  /** Those that `execute` was given beside `plan`. */
  readonly limits?: Readonly<Partial<Limits>>;
  /** The values of secrets that scripts read; a stand-in where one is not given. */
  readonly secrets?: Readonly<Record<string, PlainSecret>>;
  /** As that of `execute`. */
  readonly profile?: boolean;
}
