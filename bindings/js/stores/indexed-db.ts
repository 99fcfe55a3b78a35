import type { JsonValue } from "../json.ts";
import type { KeyValueStore, ListedKey, PutOptions } from "./store.ts";

export interface IndexedDbStoreOptions {
  /** The database's name; default "sluice". */
  readonly name?: string;
  /** The clock that times to live are measured with, ms since the epoch; default `Date.now`. */
  readonly now?: () => number;
}

export interface IndexedDbStore extends KeyValueStore {
  /** Closes the database. The next call opens it again. */
  close(): Promise<void>;
}

interface Entry {
  readonly value: string;
  readonly metadata?: JsonValue;
  readonly expires?: number;
}

const table = "records";
const expiry = "expiry";
const maxPage = 1_000;
const sweptByWrite = 2;

/**
 * A store in the browser's IndexedDB, for the pages and workers of one origin. Whoever can write to it can run this
 * program's code as well, so that it counts as `trusted`. Browsers may delete it when space is short or, some of them,
 * when the user has not come for a while.
 */
export function indexedDbStore({ name = "sluice", now = Date.now }: IndexedDbStoreOptions = {}): IndexedDbStore {
  const database = new Database(name);
  const isLive = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && (entry.expires ?? Infinity) > now();
  const entryOf = (value: string, { ttlMs, metadata }: PutOptions): Entry => ({
    value,
    ...(metadata !== undefined && { metadata }),
    ...(ttlMs !== undefined && { expires: now() + ttlMs }),
  });
  /** Puts what `next` makes of the entry that is there, undefined for none; null: leaves it. Answers that. */
  const change = (key: string, next: (before: Entry | undefined) => Entry | null): Promise<Entry | null> =>
    database.write(async (records) => {
      const before = (await done(records.get(bytesOf(key)))) as Entry | undefined;
      const after = next(isLive(before) ? before : undefined);
      if (after) records.put(after, bytesOf(key));
      if (after?.expires !== undefined) await sweep(records, now());
      return after;
    });
  return {
    capabilities: {
      cas: true,
      increment: true,
      ttl: true,
      metadata: true,
      consistency: "strong",
      trusted: true,
    },
    async get(key) {
      const entry = (await database.read((records) => done(records.get(bytesOf(key))))) as Entry | undefined;
      return isLive(entry) ? entry.value : null;
    },
    async put(key, value, options = {}) {
      await change(key, () => entryOf(value, options));
    },
    async delete(key) {
      await database.write((records) => done(records.delete(bytesOf(key))));
    },
    async list({ prefix = "", cursor = "", limit = maxPage } = {}) {
      const wanted = Math.min(limit, maxPage);
      const found = await database.read((records) => names(records, prefix, cursor, wanted + 1, isLive));
      const keys = found.slice(0, wanted);
      const last = keys.at(-1);
      return keys.length < found.length && last ? { keys, cursor: last.name } : { keys };
    },
    async cas(key, expected, value, options = {}) {
      const put = await change(key, (before) =>
        (before?.value ?? null) === expected ? entryOf(value, options) : null,
      );
      return put !== null;
    },
    async increment(key, by, options = {}) {
      const counted = await change(key, (before) => {
        const value = String(Number(before?.value ?? 0) + by);
        return before ? { ...before, value } : entryOf(value, options);
      });
      return Number(counted?.value);
    },
    close: () => database.close(),
  };
}

async function names(
  records: IDBObjectStore,
  prefix: string,
  cursor: string,
  most: number,
  isLive: (entry: Entry | undefined) => boolean,
): Promise<ListedKey[]> {
  // Behind everything that begins with the prefix: 0xff is no byte of UTF-8.
  const end = new Uint8Array([...bytesOf(prefix), 0xff]);
  const range = cursor === "" ? IDBKeyRange.bound(bytesOf(prefix), end) : IDBKeyRange.bound(bytesOf(cursor), end, true);
  const found: ListedKey[] = [];
  const request = records.openCursor(range);
  for (let at = await done(request); at && found.length < most; at = await done(request)) {
    const { metadata } = at.value as Entry;
    const name = new TextDecoder("utf-8", { ignoreBOM: true }).decode(at.key as ArrayBuffer);
    if (isLive(at.value as Entry)) found.push(metadata === undefined ? { name } : { name, metadata });
    at.continue();
  }
  return found;
}

/** Takes away some of what has expired, so that it cannot pile up. */
async function sweep(records: IDBObjectStore, now: number): Promise<void> {
  const old = await done(records.index(expiry).getAllKeys(IDBKeyRange.upperBound(now), sweptByWrite));
  for (const key of old) records.delete(key);
}

/** IndexedDB orders texts by UTF-16, and bytes by bytes. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed."));
  });
}

class Database {
  readonly #name: string;
  #opening: Promise<IDBDatabase> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  async read<T>(work: (records: IDBObjectStore) => Promise<T>): Promise<T> {
    return work((await this.#opened()).transaction(table, "readonly").objectStore(table));
  }

  /** Resolves when what was written is on the disk. Rejects, with nothing written, when anything fails. */
  async write<T>(work: (records: IDBObjectStore) => Promise<T>): Promise<T> {
    const transaction = (await this.#opened()).transaction(table, "readwrite", { durability: "strict" });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave the transaction up."));
    });
    const working = work(transaction.objectStore(table)).catch((error: unknown) => {
      transaction.abort();
      throw error;
    });
    const [result] = await Promise.all([working, ended]);
    return result;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  #opened(): Promise<IDBDatabase> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.#name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(table).createIndex(expiry, "expires");
    };
    const database = await done(request);
    // Another page wants a newer form of it, or the browser has closed it: the next call opens it again.
    database.onversionchange = () => void this.close();
    database.onclose = () => (this.#opening = undefined);
    return database;
  }
}
