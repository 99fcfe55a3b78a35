import { parseJson, type JsonValue } from "../json.ts";
import type { KeyValueStore, ListedKey, ListPage } from "./store.ts";

/** The part of a Redis client that is used; one of `ioredis` 5 fits. */
export interface RedisClient {
  eval(script: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  hmget(key: string, ...fields: string[]): Promise<(string | null)[]>;
}

export interface RedisStoreOptions {
  /**
   * Begins every key in Redis; default `{sluice}:`. What is in braces makes a cluster keep all of it on one node, which
   * the scripts need.
   */
  readonly prefix?: string;
  /** The clock that times to live are measured with, ms since the epoch; default `Date.now`. */
  readonly now?: () => number;
}

const maxPage = 1_000;

/**
 * `value:{name}` is a hash of `value` and, where there are any, `metadata` and `expires`. Two sorted sets have names:
 * `names` all of them, in the order of their bytes, and `expiry` those that expire, by time. Each call is one script,
 * so that the three never part.
 */
const common = `
  local prefix, name, now = KEYS[1], ARGV[1], tonumber(ARGV[2])
  local names, expiry = prefix .. 'names', prefix .. 'expiry'

  local function key(name) return prefix .. 'value:' .. name end

  local function isLive(name)
    local expires = redis.call('HGET', key(name), 'expires')
    if expires then return tonumber(expires) > now end
    return redis.call('EXISTS', key(name)) == 1
  end

  local function forget(name)
    redis.call('ZREM', names, name)
    redis.call('ZREM', expiry, name)
    return redis.call('DEL', key(name))
  end

  local function keep(value, metadata, ttl)
    forget(name)
    redis.call('HSET', key(name), 'value', value)
    redis.call('ZADD', names, 0, name)
    if metadata ~= '' then redis.call('HSET', key(name), 'metadata', metadata) end
    if ttl == '' then return end
    -- Redis lets the value go by itself, these two its name and what it missed by a clock that goes differently.
    for _, old in ipairs(redis.call('ZRANGEBYSCORE', expiry, '-inf', now, 'LIMIT', 0, 2)) do forget(old) end
    local expires = string.format('%.0f', now + tonumber(ttl))
    redis.call('HSET', key(name), 'expires', expires)
    redis.call('PEXPIRE', key(name), ttl)
    redis.call('ZADD', expiry, expires, name)
  end
`;

const put = `${common} keep(ARGV[3], ARGV[4], ARGV[5]) return 1`;
const remove = `${common} return forget(name)`;

/** ARGV[6] is the expected value, or absent. */
const compareAndSet = `${common}
  local found = isLive(name) and redis.call('HGET', key(name), 'value')
  if found ~= (ARGV[6] or false) then return 0 end
  keep(ARGV[3], ARGV[4], ARGV[5])
  return 1`;

const count = `${common}
  if isLive(name) then return redis.call('HINCRBY', key(name), 'value', ARGV[3]) end
  keep(ARGV[3], '', ARGV[5])
  return tonumber(ARGV[3])`;

/** ARGV: nothing, now, the bounds, how many. Answers names and metadata in turn. */
const list = `${common}
  local from, wanted, found = ARGV[3], tonumber(ARGV[5]), {}
  while true do
    local some = redis.call('ZRANGEBYLEX', names, from, ARGV[4], 'LIMIT', 0, wanted)
    for _, each in ipairs(some) do
      if isLive(each) then
        found[#found + 1] = each
        found[#found + 1] = redis.call('HGET', key(each), 'metadata') or ''
        if #found == 2 * wanted then return found end
      else
        forget(each)
      end
    end
    if #some < wanted then return found end
    from = '(' .. some[#some]
  end`;

/** A store in Redis ≥ 5. What a crash of the server loses is for its own settings (`appendfsync`) to say. */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): KeyValueStore {
  const { prefix = "{sluice}:", now = Date.now } = options;
  const run = async (script: string, name: string, ...args: (string | number)[]): Promise<unknown> =>
    client.eval(script, 1, prefix, name, Math.floor(now()), ...args);
  return {
    capabilities: {
      cas: true,
      increment: true,
      ttl: true,
      metadata: true,
      consistency: "strong",
      trusted: false,
    },
    async get(key) {
      const [value, expires] = arrayOf(await client.hmget(`${prefix}value:${key}`, "value", "expires"));
      return typeof value !== "string" || (expires && Number(expires) <= now()) ? null : value;
    },
    async put(key, value, { ttlMs, metadata } = {}) {
      await run(put, key, value, metadataText(metadata), ttlText(ttlMs));
    },
    async delete(key) {
      await run(remove, key);
    },
    async list({ prefix: start = "", cursor = "", limit = maxPage } = {}) {
      const wanted = Math.min(limit, maxPage);
      const from = cursor === "" ? `[${start}` : `(${cursor}`;
      // Behind everything that begins with the prefix: no character comes after this one.
      return listPage(await run(list, "", from, `(${start}\u{10ffff}`, wanted + 1), wanted);
    },
    async cas(key, expected, value, { ttlMs, metadata } = {}) {
      const args = [value, metadataText(metadata), ttlText(ttlMs), ...(expected === null ? [] : [expected])];
      return (await run(compareAndSet, key, ...args)) === 1;
    },
    async increment(key, by, { ttlMs } = {}) {
      return Number(await run(count, key, by, "", ttlText(ttlMs)));
    },
  };
}

function metadataText(metadata: JsonValue | undefined): string {
  return metadata === undefined ? "" : JSON.stringify(metadata);
}

function ttlText(ttlMs: number | undefined): string {
  return ttlMs === undefined ? "" : String(Math.ceil(ttlMs));
}

function listPage(reply: unknown, limit: number): ListPage {
  const parts = arrayOf(reply);
  const found = Array.from({ length: parts.length / 2 }, (_, n): ListedKey => {
    const [name, metadata] = [String(parts[2 * n]), parseJson(String(parts[2 * n + 1]))];
    return metadata === undefined ? { name } : { name, metadata: metadata as JsonValue };
  });
  const keys = found.slice(0, limit);
  const last = keys.at(-1);
  return keys.length < found.length && last ? { keys, cursor: last.name } : { keys };
}

function arrayOf(reply: unknown): readonly unknown[] {
  if (Array.isArray(reply)) return reply;
  throw new Error("Redis has answered something else than a list.");
}
