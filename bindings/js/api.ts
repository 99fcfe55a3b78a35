import type { QueueStats } from "./admission.ts";
import type { ContextOf, HookDefinition, OutcomeFor, TriggerOf } from "./hooks.ts";
import type { SluiceError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import type { ExecuteOptions, ReplayOptions, RunMeta } from "./options.ts";
import type { Outcome } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { ScriptProfile } from "./profile.ts";
import type { Replayed } from "./replay.ts";
import type { Trace } from "./trace.ts";

/** The result of `execute`. */
export interface Executed {
  readonly outcome: Outcome;
  /** Absent when the plan has no layers: nothing ran that could be told. Costs nothing until it is looked at. */
  readonly trace?: Trace;
  /** With `record`, unless the execution never came to its end: the engine crashed, or had no room for it. */
  readonly journal?: Journal;
  /**
   * With `profile`, of each script of the layers that were reached, in plan order; unless the execution never came to
   * its end.
   */
  readonly profile?: readonly ScriptProfile[];
}

/** A snapshot of what an engine is doing and has done. */
export interface EngineStats {
  /** Executions under way; those that wait for room are in `queue`. */
  readonly active: number;
  /** Executions ended since the engine was created. */
  readonly ended: number;
  /** Dispatches under way, and saves and exports of traces and journals, that `close` waits for. */
  readonly pending: number;
  /** Traces and journals that could not be saved. */
  readonly failedSaves: number;
  /** Traces that the exporter could not take elsewhere. */
  readonly failedExports: number;
  /** Instances that crashed or could not be started. */
  readonly crashes: number;
  /** What limits `concurrentVms` and `totalMemoryBytes` let in, and what waits for them. */
  readonly queue: QueueStats;
  /** What the live instance holds. */
  readonly live: { readonly plans: number; readonly executions: number };
}

/** Runs pipelines. Make one with `createEngine`; it does nothing until first used. */
export interface Engine<H extends HookDefinition = never> {
  /**
   * Runs the pipeline published for `trigger`. Resolves with an outcome for everything that scripts, the store or the
   * engine did; rejects with a `SluiceError` for the caller's own mistakes (`unknown_trigger`, `invalid_context`,
   * `no_store`) and with the signal's reason when `meta.signal` is aborted.
   */
  run<T extends TriggerOf<H> | (string & {})>(
    trigger: T,
    context: ContextOf<H, T>,
    meta?: RunMeta,
  ): Promise<OutcomeFor<H, T>>;

  /**
   * Starts the pipeline published for `trigger` and returns at once, for hooks of mode async. Never throws: mistakes
   * are reported to `onError`. The work is handed to `meta.waitUntil`, or counted in `stats().pending` until done. A
   * context that takes time to make is given as the function that makes it.
   */
  dispatch<T extends TriggerOf<H> | (string & {})>(
    trigger: T,
    context: ContextOf<H, T> | (() => Promise<ContextOf<H, T>>),
    meta?: RunMeta,
  ): void;

  /**
   * Answers `trigger` for a caller who must go on although `run` cannot be called or has rejected, as with a context
   * that could not be made: with the `onError` and the text of what is published, or `{allowed: true}` when nothing is.
   * `error` is reported to `onError` and told in a trace. Without a store the deployment's `defaultOnError` answers.
   */
  fail<T extends TriggerOf<H> | (string & {})>(
    trigger: T,
    error: SluiceError,
    meta?: RunMeta,
  ): Promise<OutcomeFor<H, T>>;

  /**
   * Runs a plan that is not in any store, with any trigger name. Rejects with `invalid_plan` or `invalid_context`;
   * the context is checked for form and size only. Nothing is saved.
   */
  execute(plan: Plan, context: object, options?: ExecuteOptions): Promise<Executed>;

  /**
   * Runs the execution that a journal recorded once more, without calling anything: effects are answered as they were,
   * and what was not recorded with an error. With another plan it tells what would have been different. The plan is the
   * store's unless one is handed in. Nothing is saved. Rejects with `not_replayable` when the journal is damaged or of
   * a newer format, or when its plan cannot be had, and with `engine_busy` or `queue_timeout` when there is no room.
   */
  replay(journal: Journal, options?: ReplayOptions): Promise<Replayed>;

  stats(): EngineStats;

  /** Waits for everything in `stats().pending` and frees the instance. The engine can be used again. */
  close(): Promise<void>;
}
