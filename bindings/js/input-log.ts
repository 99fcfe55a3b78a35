import type { Advance, StartOptions, Step } from "./engine-instance.ts";
import type { Effect } from "./host/effect.ts";

/** One call of `advance`: what the core was told, and the effects it asked for in answer. */
export interface Turn {
  readonly supply: Advance;
  readonly asked: readonly Effect[];
}

/**
 * Everything one execution was told, in order. The core has no other input, so that whoever tells it the same again
 * gets the same answers: another instance after a crash, or a replay of the journal that is made of this log. It keeps
 * references, so that an execution without effects costs nothing, and one with effects its replies until it ends.
 */
export class InputLog {
  readonly contextJson: string;
  readonly options: StartOptions;
  /** What the first step asked for. */
  asked: readonly Effect[] = [];
  readonly turns: Turn[] = [];
  #asksForSecrets = false;

  constructor(contextJson: string, options: StartOptions) {
    this.contextJson = contextJson;
    this.options = options;
  }

  /** Whether a secret was asked for. Without one the execution cannot hold any. */
  get asksForSecrets(): boolean {
    return this.#asksForSecrets;
  }

  started(step: Step): void {
    this.asked = this.#effectsOf(step);
  }

  advanced(supply: Advance, step: Step): void {
    this.turns.push({ supply, asked: this.#effectsOf(step) });
  }

  #effectsOf(step: Step): readonly Effect[] {
    if (step.done) return [];
    this.#asksForSecrets ||= step.effects.some(({ kind }) => kind === "secret");
    return step.effects;
  }
}
