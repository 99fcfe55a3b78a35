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

  constructor(contextJson: string, options: StartOptions) {
    this.contextJson = contextJson;
    this.options = options;
  }

  started(step: Step): void {
    this.asked = effectsOf(step);
  }

  advanced(supply: Advance, step: Step): void {
    this.turns.push({ supply, asked: effectsOf(step) });
  }
}

function effectsOf(step: Step): readonly Effect[] {
  return step.done ? [] : step.effects;
}
