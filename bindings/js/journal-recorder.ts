import type { Advance, EndedStep } from "./engine-instance.ts";
import type { Effect, Reply } from "./host/effect.ts";
import type { SecretReply } from "./host/secrets.ts";
import type { InputLog } from "./input-log.ts";
import {
  jsonBytes,
  maxJournalBytes,
  type Journal,
  type JournalAnswer,
  type JournalReply,
  type JournalSecret,
  type JournalTurn,
} from "./journal.ts";
import { jsonText, type JsonObject } from "./json.ts";
import type { LiveExecution } from "./live-execution.ts";
import type { LoadedPlan } from "./plan.ts";
import { maskTexts, type MaskTexts } from "./masked-texts.ts";
import { resultDigest } from "./result-digest.ts";

/** Kept free for the sentences of `missing`. */
const reservedBytes = 1_024;

/**
 * The journal of an execution that has ended and is still held. Throws EngineCrashError.
 *
 * Texts pass the masks of the execution before they are taken in: a service may have echoed a secret, and a script may
 * have put one into a request. What does not fit is left out, in the order it was supplied.
 */
export function recordJournal(
  execution: LiveExecution,
  ended: EndedStep,
  { plan, engineHash }: { readonly plan: LoadedPlan; readonly engineHash: string },
): Journal {
  const { log } = execution;
  const { traceId, seed, now: startedAt, userId, requestIp } = log.options;
  const pieces = new Pieces(log.asksForSecrets ? (texts) => execution.redact(texts) : undefined);
  const head = {
    version: 1,
    trigger: plan.trigger,
    planHash: plan.hash,
    engineHash,
    traceId,
    seed,
    startedAt,
    ...(userId !== undefined && { userId }),
    ...(requestIp !== undefined && { requestIp }),
    context: pieces.masked(JSON.parse(log.contextJson) as JsonObject),
    result: resultDigest(execution.instance, ended),
  } as const;
  pieces.spend(jsonBytes({ ...head, turns: [], unanswered: [], missing: [] }) + reservedBytes);
  const due = new Map(log.asked.map((effect) => [effect.id, effect]));
  const turns = recordTurns(log, due, pieces);
  const unanswered = pieces.takeAll([...due.values()]);
  return { ...head, turns, unanswered, missing: pieces.missing };
}

/** Takes the effects that are answered out of `due`. */
function recordTurns(log: InputLog, due: Map<number, Effect>, pieces: Pieces): JournalTurn[] {
  const turns: JournalTurn[] = [];
  for (const { supply, asked } of log.turns) {
    const answers = answersOf(supply, due);
    const turn = pieces.take({ now: supply.now, ...(supply.expired && { expired: true }), answers: [] });
    if (turn) turns.push({ ...turn, answers: pieces.takeAll(answers) });
    for (const effect of asked) due.set(effect.id, effect);
  }
  return turns;
}

function answersOf({ replies }: Advance, due: Map<number, Effect>): JournalAnswer[] {
  return replies.flatMap((reply) => {
    const effect = due.get(reply.id);
    due.delete(reply.id);
    return effect ? [{ effect, reply: recordedReply(effect, reply) }] : [];
  });
}

function recordedReply({ kind }: Effect, reply: Reply): JournalReply {
  if (!reply.ok) return { ok: false, code: reply.code, message: reply.message };
  const value = kind === "secret" ? withoutValue(reply.value as SecretReply) : reply.value;
  return { ok: true, value: value as Extract<JournalReply, { ok: true }>["value"] };
}

function withoutValue(secret: SecretReply): JournalSecret | null {
  if (secret === null) return null;
  const { version, hosts } = "plain" in secret ? { hosts: secret.hosts, version: undefined } : secret.record;
  return {
    ...(Number.isSafeInteger(version) && { version: version as number }),
    ...(Array.isArray(hosts) && hosts.length > 0 && { hosts: hosts.map(String) }),
  };
}

/** Masks what goes into a journal and measures what still fits. */
class Pieces {
  readonly #mask: MaskTexts | undefined;
  #left = maxJournalBytes;
  #leftOut = 0;
  #masked = 0;

  /** Without `mask` there is nothing to be masked. */
  constructor(mask: MaskTexts | undefined) {
    this.#mask = mask;
  }

  get missing(): string[] {
    return [
      ...(this.#masked > 0 ? [`secret values in ${this.#masked} of its parts were masked`] : []),
      ...(this.#leftOut > 0 ? [`${this.#leftOut} of its parts were left out, because it may have 1 MB`] : []),
    ];
  }

  spend(bytes: number): void {
    this.#left -= bytes;
  }

  masked<Piece>(piece: Piece): Piece {
    if (!this.#mask) return piece;
    const { value, changed } = maskTexts(piece, this.#mask);
    if (changed) this.#masked++;
    return value;
  }

  /** The piece as it goes in, or undefined when it does not fit. */
  take<Piece extends object>(piece: Piece): Piece | undefined {
    // What is far too large need not be masked first.
    const masked = jsonBytes(piece) < this.#left ? this.masked(JSON.parse(jsonText(piece)) as Piece) : undefined;
    const bytes = masked ? jsonBytes(masked) + 1 : Infinity;
    if (bytes > this.#left) {
      this.#leftOut++;
      return undefined;
    }
    this.#left -= bytes;
    return masked;
  }

  takeAll<Piece extends object>(pieces: readonly Piece[]): Piece[] {
    return pieces.map((piece) => this.take(piece)).filter((piece) => piece !== undefined);
  }
}
