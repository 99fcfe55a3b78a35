import type { JsonObject, Outcome, PipelineDraft, ScriptProfile, Trace, WouldCall } from "sluice";

import type { Fault } from "../data/faults.ts";
import { KeptValue, type KeptTexts } from "../data/kept-value.ts";

/** What a person tries a hook with. */
export interface TrialInput {
  /** "draft": the pipeline and its scripts as they are edited, without effect. "published": what runs, and leaves a trace. */
  readonly source: "draft" | "published";
  readonly contextText: string;
  readonly userId: string;
  readonly requestIp: string;
  /** What `helpers.env` finds, by name. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface TrialResult {
  /** ms since the epoch. */
  readonly at: number;
  readonly source: TrialInput["source"];
  /** Of everything that it was run with: another one means that the result is of something else. */
  readonly fingerprint: string;
  readonly outcome: Outcome;
  readonly trace?: Trace;
  readonly wouldCall: readonly WouldCall[];
  /** Of a draft: what each line cost. */
  readonly profile?: readonly ScriptProfile[];
  /** Of a draft: the code that ran, by script. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Of a draft: the clock and the randomness it had, as a case has them. */
  readonly startedAt?: number;
  readonly seed?: string;
}

/** Why there is no result: it could not be run at all. */
export interface TrialFault {
  readonly fault: Fault;
}

export interface FingerprintParts {
  readonly input: TrialInput;
  readonly pipeline: PipelineDraft | undefined;
  /** Versions and unsaved texts of the scripts. */
  readonly scripts: readonly unknown[];
  readonly mocks: readonly unknown[];
  readonly secrets: readonly unknown[];
}

/** A short text that is another one when a run would be of something else. */
export function fingerprintOf(parts: FingerprintParts): string {
  const text = JSON.stringify([parts.input, parts.pipeline, parts.scripts, parts.mocks, parts.secrets]);
  // Two sums with different factors, as one of 32 bits would meet by chance now and then.
  let [first, second] = [7, 11];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = (Math.imul(first, 31) + code) | 0;
    second = (Math.imul(second, 65_599) + code) | 0;
  }
  return `${(first >>> 0).toString(36)}.${(second >>> 0).toString(36)}.${text.length}`;
}

/** Larger results are shown and not kept: localStorage has room for a few million characters. */
const maxKeptCharacters = 300_000;

/** Keeps, for each hook, what was typed and what came of it last, over a reload. */
export class TrialBook {
  readonly #prefix: string;
  readonly #texts: KeptTexts | undefined;

  constructor(home: string, texts?: KeptTexts) {
    this.#prefix = `sluice:${home}:trial:`;
    this.#texts = texts;
  }

  input(trigger: string): TrialInput | undefined {
    return this.#kept<TrialInput>(`${trigger}:input`).get();
  }

  keepInput(trigger: string, input: TrialInput): void {
    this.#kept<TrialInput>(`${trigger}:input`).set(input);
  }

  result(trigger: string): TrialResult | undefined {
    return this.#kept<TrialResult>(`${trigger}:result`).get();
  }

  keepResult(trigger: string, result: TrialResult): void {
    this.#kept<TrialResult>(`${trigger}:result`).set(result);
  }

  #kept<T>(name: string): KeptValue<T> {
    return new KeptValue(this.#prefix + name, this.#texts, maxKeptCharacters);
  }
}

/** What of the outcome is shown first. */
export function dataOf(outcome: Outcome): JsonObject | undefined {
  return outcome.allowed && outcome.data && Object.keys(outcome.data).length > 0 ? outcome.data : undefined;
}
