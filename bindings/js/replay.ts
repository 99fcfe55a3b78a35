import type { EndedStep, EngineInstance, Step } from "./engine-instance.ts";
import { SluiceError } from "./errors.ts";
import { notReplayable, type Journal } from "./journal.ts";
import type { OpenPlan } from "./live-execution.ts";
import { maskTexts } from "./masked-texts.ts";
import type { PlainSecret } from "./options.ts";
import type { Outcome } from "./outcome.ts";
import type { LoadedPlan } from "./plan.ts";
import type { ScriptProfile } from "./profile.ts";
import { RecordedHost } from "./recorded-host.ts";
import { resultDigest } from "./result-digest.ts";
import type { Trace } from "./trace.ts";

/** The result of `replay`. */
export interface Replayed {
  readonly outcome: Outcome;
  /** Has the id and the times of the recorded one. Absent when the plan has no layers. */
  readonly trace?: Trace;
  /** With `profile`. */
  readonly profile?: readonly ScriptProfile[];
  /** Whether outcome and canonical trace are, byte for byte, what they were. */
  readonly exact: boolean;
  /** Why it is not exact, a sentence each. */
  readonly reasons: readonly string[];
}

export interface ReplayInput {
  readonly journal: Journal;
  /** The values that scripts find. */
  readonly secrets: Readonly<Record<string, PlainSecret>>;
  /** Of the engine that replays. */
  readonly engineHash: string;
  readonly profile: boolean;
}

const otherResult =
  "the result differs: the engine's env or limits, or the value of a secret, may be other than they were";

/**
 * Runs a plan on what a journal recorded. Nothing is called: an effect is answered as the same one was when it was
 * recorded, or with an error if it was not. Does all at once. Throws `not_replayable` when the core refuses what was
 * recorded, and EngineCrashError.
 */
export function replayJournal({ instance, lease }: OpenPlan, input: ReplayInput): Replayed {
  const { journal, secrets, engineHash } = input;
  const host = new RecordedHost(journal, secrets);
  const ended = runOn(instance, begun(instance, lease.plan, input), host);
  const causes = [
    ...journal.missing.map((sentence) => `the journal is incomplete: ${sentence}`),
    ...(journal.engineHash === engineHash ? [] : [`it was recorded by another engine, ${journal.engineHash}`]),
    ...(journal.planHash === lease.plan.hash ? [] : ["the plan is not the one that was recorded"]),
    ...host.misses,
  ];
  if (resultDigest(instance, ended) !== journal.result) {
    causes.push(...host.unknownSecrets.map((name) => `the value of secret ${name} was not handed in`));
    if (causes.length === 0) causes.push(otherResult);
  }
  const { outcome, trace, profile } = ended;
  const exact = causes.length === 0;
  return { outcome, ...(trace && { trace }), ...(profile && { profile }), exact, reasons: causes };
}

function begun(instance: EngineInstance, plan: LoadedPlan, { journal, profile }: ReplayInput): Step {
  const { traceId, seed, startedAt: now, userId, requestIp } = journal;
  try {
    return instance.start(plan, JSON.stringify(journal.context), { traceId, seed, now, userId, requestIp, profile });
  } catch (error) {
    if (error instanceof SluiceError && error.code === "invalid_context") {
      throw notReplayable("journal.context", `is refused: ${error.message}`, error);
    }
    throw error;
  }
}

function runOn(instance: EngineInstance, first: Step, host: RecordedHost): EndedStep {
  let step = first;
  while (!step.done) {
    const { execution, effects } = step;
    const known = host.givesSecrets ? maskTexts(effects, (texts) => instance.redact(execution, texts)).value : effects;
    effects.forEach((effect, index) => host.ask(effect, known[index]!));
    step = instance.advance(execution, host.next());
  }
  return step;
}
