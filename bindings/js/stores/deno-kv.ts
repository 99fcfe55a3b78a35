import { isJsonObject, type JsonValue } from "../json.ts";
import { randomHex } from "../random-hex.ts";
import { DamagedRecordError } from "../records.ts";
import type { KeyValueStore, ListedKey, PutOptions } from "./store.ts";

/** The part of `Deno.Kv` that is used. */
export interface DenoKv {
  get(key: DenoKey): Promise<DenoEntry>;
  getMany(keys: DenoKey[]): Promise<DenoEntry[]>;
  list(range: { start: DenoKey; end: DenoKey }): AsyncIterable<DenoEntry>;
  atomic(): DenoAtomic;
}

type DenoKey = readonly string[];
type DenoEntry = { readonly key: readonly unknown[]; readonly value: unknown; readonly versionstamp: string | null };

interface DenoAtomic {
  check(entry: { key: DenoKey; versionstamp: string | null }): DenoAtomic;
  set(key: DenoKey, value: unknown, options?: { expireIn?: number }): DenoAtomic;
  delete(key: DenoKey): DenoAtomic;
  commit(): Promise<{ ok: boolean }>;
}

export interface DenoKvStoreOptions {
  /** The clock that times to live are measured with, ms since the epoch; default `Date.now`. */
  readonly now?: () => number;
}

/** What is under a name: a short text itself, or where the pieces of a long one are. */
interface Head {
  readonly text?: string;
  readonly pieces?: { readonly id: string; readonly count: number };
  readonly metadata?: JsonValue;
  readonly expires?: number;
}

const maxPage = 1_000;
/** A list reads what it passes, so that only short texts stand beside the metadata. */
const maxShort = 2_000;
/** Deno KV takes 64 KiB a value, 800 KiB a transaction, and answers 10 keys at once. */
const pieceBytes = 60_000;
const piecesAtOnce = 10;
/** Of several writers one always gets on, so that this is reached only when something is wrong. */
const maxAttempts = 1_000;

const headKey = (name: string): DenoKey => ["sluice", "value", name];
const pieceKey = (id: string, n: number): DenoKey => ["sluice", "piece", id, String(n).padStart(4, "0")];

/** A store in Deno KV, which needs `--unstable-kv`. Long values are kept in pieces and change all at once. */
export function denoKvStore(kv: DenoKv, { now = Date.now }: DenoKvStoreOptions = {}): KeyValueStore {
  const values = new DenoValues(kv, now);
  return {
    capabilities: {
      cas: true,
      increment: true,
      ttl: true,
      metadata: true,
      consistency: "strong",
      trusted: false,
    },
    get: async (key) => (await values.read(key)).text,
    put: async (key, value, options = {}) => {
      await untilDone(async () => (await values.replace(await values.head(key), value, options)) || undefined);
    },
    delete: async (key) => {
      await untilDone(async () => (await values.remove(await values.head(key))) || undefined);
    },
    list: async ({ prefix = "", cursor = "", limit = maxPage } = {}) => {
      const wanted = Math.min(limit, maxPage);
      const found = await values.names(prefix, cursor, wanted + 1);
      const keys = found.slice(0, wanted);
      const last = keys.at(-1);
      return keys.length < found.length && last ? { keys, cursor: last.name } : { keys };
    },
    cas: (key, expected, value, options = {}) =>
      untilDone(async () => {
        const { found, text } = await values.read(key);
        if (text !== expected) return false;
        return (await values.replace(found, value, options)) || undefined;
      }),
    increment: (key, by, options = {}) =>
      untilDone(async () => {
        const { found, text } = await values.read(key);
        const count = Number(text ?? 0) + by;
        return (await values.recount(found, String(count), options)) ? count : undefined;
      }),
  };
}

/** What `attempt` answers as soon as nobody wrote in between, which it tells by answering something. */
async function untilDone<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 0; attempts < maxAttempts; attempts++) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new Error(`Deno KV has refused a write ${maxAttempts} times because of others.`);
}

/** A head as it was read; what is written over it is refused when it has changed since. */
interface Found {
  readonly name: string;
  readonly head: Head | undefined;
  readonly versionstamp: string | null;
}

class DenoValues {
  readonly #kv: DenoKv;
  readonly #now: () => number;

  constructor(kv: DenoKv, now: () => number) {
    this.#kv = kv;
    this.#now = now;
  }

  async head(name: string): Promise<Found> {
    const { value, versionstamp } = await this.#kv.get(headKey(name));
    return { name, head: headOf(value, name), versionstamp };
  }

  /** The text under a name, null when there is none or its time is over. */
  async read(name: string): Promise<{ found: Found; text: string | null }> {
    let found = await this.head(name);
    for (;;) {
      const { head } = found;
      if (!head || !this.#isLive(head)) return { found, text: null };
      const text = head.pieces ? await this.#joined(head.pieces) : (head.text ?? "");
      if (text !== undefined) return { found, text };
      // Its pieces went while they were read, because somebody else wrote; or they are lost.
      const before = found.versionstamp;
      found = await this.head(name);
      if (found.versionstamp === before) throw new DamagedRecordError(name);
    }
  }

  /** Writes over what was found. False: it has changed since, and nothing is written. */
  async replace(found: Found, text: string, { ttlMs, metadata }: PutOptions): Promise<boolean> {
    const isShort = text.length <= maxShort;
    const bytes = isShort ? [] : split(new TextEncoder().encode(text));
    const pieces = { id: randomHex(16), count: bytes.length };
    return this.#write(found, bytes, {
      ...(isShort ? { text } : { pieces }),
      ...(metadata !== undefined && { metadata }),
      ...(ttlMs !== undefined && { expires: this.#now() + ttlMs }),
    });
  }

  /** The same with a count that goes on, or, where none is live, begins. */
  async recount(found: Found, text: string, options: PutOptions): Promise<boolean> {
    const { head } = found;
    return head && this.#isLive(head) ? this.#write(found, [], { ...head, text }) : this.replace(found, text, options);
  }

  async remove({ name, head, versionstamp }: Found): Promise<boolean> {
    const change = this.#kv
      .atomic()
      .check({ key: headKey(name), versionstamp })
      .delete(headKey(name));
    for (const key of keysOf(head?.pieces)) change.delete(key);
    return (await change.commit()).ok;
  }

  async names(prefix: string, cursor: string, most: number): Promise<ListedKey[]> {
    // A NUL makes the first name behind the cursor. No character comes after the one that makes the end.
    const range = { start: headKey(cursor === "" ? prefix : `${cursor}\0`), end: headKey(`${prefix}\u{10ffff}`) };
    const names: ListedKey[] = [];
    for await (const { key, value } of this.#kv.list(range)) {
      const name = String(key.at(-1));
      const { metadata, ...head } = headOf(value, name) ?? {};
      if (!this.#isLive(head)) continue;
      names.push(metadata === undefined ? { name } : { name, metadata });
      if (names.length === most) break;
    }
    return names;
  }

  /** What does not fit into one transaction with the head goes ahead of it, under an id that nobody knows yet. */
  async #write(
    { name, head: before, versionstamp }: Found,
    bytes: readonly Uint8Array[],
    head: Head,
  ): Promise<boolean> {
    const life = head.expires === undefined ? {} : { expireIn: Math.max(1, Math.ceil(head.expires - this.#now())) };
    const keys = keysOf(head.pieces);
    const ahead = Math.max(0, keys.length - piecesAtOnce);
    const set = (change: DenoAtomic, from: number, to: number): DenoAtomic => {
      for (let n = from; n < to; n++) change.set(keys[n] ?? [], bytes[n], life);
      return change;
    };
    let ok = false;
    try {
      for (let n = 0; n < ahead; n += piecesAtOnce) {
        await set(this.#kv.atomic(), n, Math.min(n + piecesAtOnce, ahead)).commit();
      }
      const change = this.#kv
        .atomic()
        .check({ key: headKey(name), versionstamp })
        .set(headKey(name), head, life);
      for (const key of keysOf(before?.pieces)) change.delete(key);
      ok = (await set(change, ahead, keys.length).commit()).ok;
    } finally {
      if (!ok && ahead > 0) await this.#forget(keys.slice(0, ahead));
    }
    return ok;
  }

  async #forget(keys: readonly DenoKey[]): Promise<void> {
    const change = this.#kv.atomic();
    for (const key of keys) change.delete(key);
    await change.commit();
  }

  /** The text of the pieces; undefined when one is missing. */
  async #joined(pieces: NonNullable<Head["pieces"]>): Promise<string | undefined> {
    const keys = keysOf(pieces);
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    let text = "";
    for (let n = 0; n < keys.length; n += piecesAtOnce) {
      for (const { value } of await this.#kv.getMany(keys.slice(n, n + piecesAtOnce))) {
        if (!(value instanceof Uint8Array)) return undefined;
        text += decoder.decode(value, { stream: true });
      }
    }
    return text + decoder.decode();
  }

  #isLive({ expires = Infinity }: Head): boolean {
    return expires > this.#now();
  }
}

function headOf(value: unknown, name: string): Head | undefined {
  if (value === null || value === undefined) return undefined;
  if (!isJsonObject(value)) throw new DamagedRecordError(name);
  return value as Head;
}

function keysOf(pieces: Head["pieces"]): DenoKey[] {
  return Array.from({ length: pieces?.count ?? 0 }, (_, n) => pieceKey(pieces?.id ?? "", n));
}

function split(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / pieceBytes);
  return Array.from({ length: count }, (_, n) => bytes.slice(n * pieceBytes, (n + 1) * pieceBytes));
}
