import type { Advance } from "./engine-instance.ts";
import type { Effect, Reply } from "./host/effect.ts";
import { standInFor, type SecretReply } from "./host/secrets.ts";
import { requestKey, targetKey, type Journal, type JournalReply, type JournalSecret } from "./journal.ts";
import type { PlainSecret } from "./options.ts";

/** An effect of the journal, and when it was answered. */
interface Recorded {
  readonly effect: Effect;
  /** Index of the turn; Infinity if it was never answered. */
  readonly turn: number;
  /** Place within the turn. */
  readonly place: number;
  readonly reply: JournalReply | undefined;
}

/** An effect that is asked for and not answered yet. */
interface Due {
  readonly turn: number;
  readonly place: number;
  readonly reply: Reply | undefined;
}

const maxMisses = 50;
const maxShownLength = 200;

/**
 * The host of a replay: answers effects as the journal says they were answered, at the clock readings of then.
 *
 * An effect is the recorded one whose request is equal, or else one to the same place; each is taken once, in the order
 * of their ids. What was not recorded is answered with an error at once. A secret's value is the one that was handed
 * in, or a stand-in that the masks know by the same name.
 */
export class RecordedHost {
  readonly #journal: Journal;
  readonly #secrets: Readonly<Record<string, PlainSecret>>;
  readonly #recorded: Recorded[];
  readonly #misses = new Set<string>();
  readonly #unknown = new Set<string>();
  #due: Due[] = [];
  /** Index of the turn told last. */
  #turn = -1;
  #now: number;
  #givesSecrets = false;

  constructor(journal: Journal, secrets: Readonly<Record<string, PlainSecret>>) {
    this.#journal = journal;
    this.#secrets = secrets;
    this.#now = journal.startedAt;
    this.#recorded = recordedEffects(journal);
  }

  /** Whether a secret was given, so that requests may hold its value. */
  get givesSecrets(): boolean {
    return this.#givesSecrets;
  }

  /** What was asked for and not, or not so, recorded. */
  get misses(): readonly string[] {
    return [...this.#misses];
  }

  /** Secrets whose values a script was given stand-ins for. */
  get unknownSecrets(): readonly string[] {
    return [...this.#unknown];
  }

  /** `known` is the effect with its secrets masked, as the journal would have it. */
  ask(effect: Effect, known: Effect): void {
    const recorded = this.#take(known);
    if (!recorded) this.#miss(`${shown(known)} was asked for and not recorded`);
    this.#due.push({
      turn: recorded?.turn ?? -1,
      place: recorded?.place ?? 0,
      reply: recorded ? recorded.reply && this.#reply(effect, recorded.reply) : this.#unrecorded(effect),
    });
  }

  /** What the core is told next. Precondition: something was asked for and not answered. */
  next(): Advance {
    const late = this.#settle(({ turn }) => turn <= this.#turn);
    if (late.length > 0) return { now: this.#now, replies: late };
    const { turns } = this.#journal;
    const next = turns.findIndex(({ expired }, index) => {
      return index > this.#turn && (expired || this.#due.some(({ turn }) => turn === index));
    });
    const turn = turns[next];
    if (!turn) return { now: this.#now, replies: [], expired: true };
    this.#turn = next;
    this.#now = turn.now;
    const replies = this.#settle((due) => due.turn === next);
    return { now: turn.now, replies, ...(turn.expired && { expired: true }) };
  }

  /** The replies of those due that fit, in the order they were recorded in. */
  #settle(fits: (due: Due) => boolean): Reply[] {
    const settled = this.#due.filter(fits);
    this.#due = this.#due.filter((due) => !fits(due));
    return settled.toSorted((a, b) => a.place - b.place).flatMap(({ reply }) => reply ?? []);
  }

  #take(known: Effect): Recorded | undefined {
    const [request, target] = [requestKey(known), targetKey(known)];
    const same = this.#recorded.findIndex(({ effect }) => requestKey(effect) === request);
    const similar = same >= 0 ? same : this.#recorded.findIndex(({ effect }) => targetKey(effect) === target);
    if (same < 0 && similar >= 0) this.#miss(`${shown(known)} said something else than the recorded request`);
    return similar < 0 ? undefined : this.#recorded.splice(similar, 1)[0];
  }

  #reply(effect: Effect, reply: JournalReply): Reply {
    const { id, kind } = effect;
    if (!reply.ok || kind !== "secret" || reply.value === null) return { ...reply, id };
    return { id, ok: true, value: this.#secret(effect.name, reply.value as JournalSecret) };
  }

  #secret(name: string, { hosts }: JournalSecret): SecretReply {
    this.#givesSecrets = true;
    const plain = this.#handedIn(name);
    if (plain === undefined) this.#unknown.add(name);
    return { plain: plain ?? standInFor(name), ...(hosts && { hosts }) };
  }

  #handedIn(name: string): string | undefined {
    const secret = Object.hasOwn(this.#secrets, name) ? this.#secrets[name] : undefined;
    return typeof secret === "object" ? secret.value : secret;
  }

  #unrecorded(effect: Effect): Reply {
    const { id, kind } = effect;
    if (kind === "secret" && this.#handedIn(effect.name) !== undefined) {
      return { id, ok: true, value: this.#secret(effect.name, {}) };
    }
    const code = kind === "fetch" ? "fetch_failed" : "helper_error";
    return { id, ok: false, code, message: `the journal that is replayed has no answer to this ${kind}` };
  }

  #miss(sentence: string): void {
    if (this.#misses.size < maxMisses) this.#misses.add(sentence);
  }
}

/** In the order they were asked for. */
function recordedEffects({ turns, unanswered }: Journal): Recorded[] {
  const answered = turns.flatMap(({ answers }, turn) => {
    return answers.map(({ effect, reply }, place): Recorded => ({ effect, turn, place, reply }));
  });
  const open = unanswered.map((effect): Recorded => ({ effect, turn: Infinity, place: 0, reply: undefined }));
  return [...answered, ...open].toSorted((a, b) => a.effect.id - b.effect.id);
}

function shown(effect: Effect): string {
  return `${effect.scriptId}: ${requestOf(effect)}`.slice(0, maxShownLength);
}

function requestOf(effect: Effect): string {
  switch (effect.kind) {
    case "fetch":
      return `${effect.method} ${effect.url}`;
    case "secret":
      return `secret ${effect.name}`;
    case "rateLimit":
      return `rateLimit ${effect.key}`;
  }
}
