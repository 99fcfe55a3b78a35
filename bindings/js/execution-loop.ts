import type { EndedStep, Step } from "./engine-instance.ts";
import { EngineCrashError } from "./errors.ts";
import { EffectError, type Effect, type Reply } from "./host/effect.ts";
import { Ending } from "./host/ending.ts";
import type { Reveal } from "./host/reveal.ts";
import type { LiveExecution } from "./live-execution.ts";
import type { Clock } from "./options.ts";

/** What an effect may use of the execution it belongs to. */
export interface EffectScope {
  /** Comes when the execution has ended, however it did. */
  readonly ending: Ending;
  /** Rejects with EngineCrashError, which ends the execution. */
  readonly reveal: Reveal;
}

/** Does what an effect asks for and answers the reply's value. Rejects with an EffectError. */
export type PerformEffect = (effect: Effect, scope: EffectScope) => Promise<unknown>;

/** How the effects of an execution are performed, and what time it is for it. */
export interface ExecutionHost {
  readonly perform: PerformEffect;
  readonly now: Clock;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs one execution to its end.
 *
 *   core (engine.wasm)                         host (this loop)                        outside
 *   start(plan, context) ──────► step
 *                                  │ effects: all of them begun before any is awaited ──► fetch, store
 *                                  │ wait for: a reply │ waitMs │ the caller's signal ◄── as they settle
 *                                  │ rebuild, if the instance died meanwhile
 *   advance(execution) ◄────────── replies that settled so far, or "expired"
 *        └─────────────────────► step … until done: outcome, trace, metrics
 *
 * Answers at once when nothing is to be waited for. Throws or rejects with `invalid_context`, with EngineCrashError
 * when the execution crashes its instance or cannot be rebuilt, and with the reason of the caller's signal. Whichever
 * way it ends, no timer is left, and effects under way are aborted and not heard any more. Closing the execution is the
 * caller's.
 */
export function runExecution(execution: LiveExecution, host: ExecutionHost): EndedStep | Promise<EndedStep> {
  host.signal?.throwIfAborted();
  if (execution.isLost) return runRebuilt(execution, host);
  const first = execution.start();
  return first.done ? first : runOn(execution, first, host);
}

async function runRebuilt(execution: LiveExecution, host: ExecutionHost): Promise<EndedStep> {
  while (execution.isLost) await execution.rebuild();
  return runExecution(execution, host);
}

async function runOn(
  execution: LiveExecution,
  first: Exclude<Step, EndedStep>,
  { perform, now, signal }: ExecutionHost,
): Promise<EndedStep> {
  const ending = new Ending();
  const inbox = new Inbox(signal);
  const scope: EffectScope = {
    ending,
    reveal: (host, texts) => execution.reveal(host, texts),
  };
  try {
    let step: Step = first;
    while (!step.done) {
      for (const effect of step.effects) void answer(effect, perform, scope, inbox);
      await inbox.arrival(step.waitMs);
      while (execution.isLost) await execution.rebuild();
      const replies = inbox.take();
      step = execution.advance({ now: now(), replies, ...(replies.length === 0 && { expired: true }) });
    }
    return step;
  } finally {
    ending.come();
    inbox.close();
  }
}

/** Never rejects: whatever happens becomes a reply, but for a crash. */
async function answer(effect: Effect, perform: PerformEffect, scope: EffectScope, inbox: Inbox): Promise<void> {
  const { id } = effect;
  try {
    inbox.put({ id, ok: true, value: await perform(effect, scope) });
  } catch (error) {
    if (error instanceof EngineCrashError) return inbox.fail(error);
    const { code, message } = error instanceof EffectError ? error : unforeseen(effect);
    inbox.put({ id, ok: false, code, message });
  }
}

function unforeseen(effect: Effect): EffectError {
  return new EffectError("helper_error", `the host could not perform the effect ${effect.kind}`);
}

/** Replies that have arrived and not been supplied yet, and the one waiter for them. */
class Inbox {
  readonly #signal: AbortSignal | undefined;
  #replies: Reply[] = [];
  #crash: EngineCrashError | undefined;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener("abort", this.#arrived);
  }

  put(reply: Reply): void {
    this.#replies.push(reply);
    this.#arrived();
  }

  fail(crash: EngineCrashError): void {
    this.#crash ??= crash;
    this.#arrived();
  }

  take(): Reply[] {
    return this.#replies.splice(0);
  }

  /** Resolves as soon as there is a reply, or after `ms`. Rejects with the signal's reason, or with the crash. */
  async arrival(ms: number): Promise<void> {
    if (this.#replies.length === 0 && !this.#ended) await this.#wait(ms);
    this.#signal?.throwIfAborted();
    if (this.#crash) throw this.#crash;
  }

  close(): void {
    this.#signal?.removeEventListener("abort", this.#arrived);
  }

  readonly #arrived = (): void => this.#wake?.();

  get #ended(): boolean {
    return this.#crash !== undefined || this.#signal?.aborted === true;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        this.#wake = undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
