import type { EndedStep, EngineInstance, StartOptions, Step } from "./engine-instance.ts";
import { EffectError, type Effect, type Reply } from "./host/effect.ts";
import type { Reveal } from "./host/reveal.ts";
import type { Clock } from "./options.ts";
import type { LoadedPlan } from "./plan.ts";

/** What an effect may use of the execution it belongs to. */
export interface EffectScope {
  /** Aborted when the execution has ended, however it did. */
  readonly signal: AbortSignal;
  readonly reveal: Reveal;
}

/** Does what an effect asks for and answers the reply's value. Rejects with an EffectError. */
export type PerformEffect = (effect: Effect, scope: EffectScope) => Promise<unknown>;

export interface ExecutionInput {
  readonly plan: LoadedPlan;
  readonly contextJson: string;
  readonly options: StartOptions;
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
 *   advance(execution) ◄────────── replies that settled so far, or "expired"
 *        └─────────────────────► step … until done: outcome, trace, metrics
 *
 * Rejects with `invalid_context`, with EngineCrashError when the instance dies, and with the reason of the caller's
 * signal. Whichever way it ends, no timer is left, and effects under way are aborted and not heard any more.
 */
export async function runExecution(instance: EngineInstance, input: ExecutionInput): Promise<EndedStep> {
  input.signal?.throwIfAborted();
  const ended = new AbortController();
  const inbox = new Inbox(input.signal);
  let step: Step | undefined;
  try {
    step = instance.start(input.plan, input.contextJson, input.options);
    while (!step.done) {
      const { execution } = step;
      const reveal: Reveal = (host, texts) => instance.reveal(execution, host, texts);
      for (const effect of step.effects) void answer(effect, input.perform, { signal: ended.signal, reveal }, inbox);
      const expired = !(await inbox.waitForReply(step.waitMs));
      step = instance.advance(execution, { now: input.now(), replies: inbox.take(), ...(expired && { expired }) });
    }
    return step;
  } finally {
    if (step?.done === false) instance.cancel(step.execution);
    ended.abort();
    inbox.close();
  }
}

/** Never rejects: whatever happens becomes a reply. */
async function answer(effect: Effect, perform: PerformEffect, scope: EffectScope, inbox: Inbox): Promise<void> {
  const { id } = effect;
  try {
    inbox.put({ id, ok: true, value: await perform(effect, scope) });
  } catch (error) {
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
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener("abort", this.#arrived);
  }

  put(reply: Reply): void {
    this.#replies.push(reply);
    this.#arrived();
  }

  take(): Reply[] {
    return this.#replies.splice(0);
  }

  /** True as soon as there is a reply, false after `ms` without one. Rejects when the caller's signal is aborted. */
  async waitForReply(ms: number): Promise<boolean> {
    if (this.#replies.length === 0 && !this.#signal?.aborted) await this.#arrival(ms);
    this.#signal?.throwIfAborted();
    return this.#replies.length > 0;
  }

  close(): void {
    this.#signal?.removeEventListener("abort", this.#arrived);
  }

  readonly #arrived = (): void => this.#wake?.();

  #arrival(ms: number): Promise<void> {
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
