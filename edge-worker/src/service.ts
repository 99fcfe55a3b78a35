import {
  createControl,
  createEngine,
  otlpExporter,
  timedStore,
  type Control,
  type Engine,
  type EngineOptions,
  type KeyValueStore,
  type TraceExporter,
} from "sluice";

import { countOf, fetchPolicyOf, headersOf, limitsOf, listOf, secretKeysOf, settingsOf, type Env } from "./env.ts";
import { withoutKeys } from "./problems.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { asSettingsFault, readVariable } from "./settings-fault.ts";
import { openTokens, tokenFaults, type Authenticate } from "./tokens.ts";

/** What the routes work with. */
export interface Service {
  /** Throws `not_configured` while there are no keys: without them nothing that is published can be believed. */
  readonly engine: () => Engine;
  /** The actor is "edge-worker" until `as` says who it is. */
  readonly control: Control;
  readonly authenticate: Authenticate;
  readonly rates: Rates;
}

/** What may be asked how often. */
export interface Rates {
  readonly limiter: RateLimiter;
  /** Requests a minute and token, triggers aside. */
  readonly requests: number;
  /** Triggers a minute and token. */
  readonly triggers: number;
}

/** Rejects when the environment's settings do not fit, naming the variable. Reads and writes nothing. */
export type OpenService = (env: Env) => Promise<Service>;

const storeTimeoutMs = 5_000;
const defaultRequests = 600;

/** Opens services over the store that `openStore` makes of an environment. */
export function serviceOn(openStore: (env: Env) => KeyValueStore): OpenService {
  const open: OpenService = async (env) => {
    for (const fault of tokenFaults(env)) console.error(`sluice: ${fault}; it opens nothing`);
    const store = timedStore(openStore(env), storeTimeoutMs);
    const secretKeys = secretKeysOf(env.SLUICE_SECRET_KEYS);
    const namespace = env.SLUICE_NAMESPACE;
    const shared = {
      store,
      env: settingsOf(env),
      fetchPolicy: readVariable("SLUICE_FETCH_PORTS", () => fetchPolicyOf(env)),
      limits: readVariable("SLUICE_LIMITS", () => limitsOf(env.SLUICE_LIMITS)),
      ...(secretKeys && { secretKeys }),
      ...(namespace !== undefined && { namespace }),
    };
    const engine =
      secretKeys || store.capabilities.trusted ? await createEngine({ ...shared, ...engineOptions(env) }) : undefined;
    return {
      engine: () => {
        if (!engine) throw withoutKeys();
        return engine;
      },
      control: createControl({ ...shared, actor: "edge-worker" }),
      authenticate: await openTokens(env),
      rates: {
        limiter: new RateLimiter(store, `${namespace ?? "sluice"}:rate:http:`),
        requests: countIn(env, "SLUICE_RATE_LIMIT", defaultRequests),
        triggers: countIn(env, "SLUICE_TRIGGER_RATE_LIMIT", 0),
      },
    };
  };
  return (env) => open(env).catch((error: unknown) => Promise.reject(asSettingsFault(error)));
}

type Count = "SLUICE_RATE_LIMIT" | "SLUICE_TRIGGER_RATE_LIMIT" | "SLUICE_POINTER_CACHE_MS";

function countIn(env: Env, name: Count, otherwise: number): number {
  return readVariable(name, () => countOf(env[name], otherwise));
}

function engineOptions(env: Env): EngineOptions {
  const url = env.SLUICE_OTLP_ENDPOINT;
  const cacheMs = countIn(env, "SLUICE_POINTER_CACHE_MS", -1);
  return {
    ...(cacheMs >= 0 && { pointerCacheMs: cacheMs }),
    expect: listOf(env.SLUICE_EXPECT),
    disabled: listOf(env.SLUICE_DISABLED),
    ...(url !== undefined && { exporter: exporterTo(url, env) }),
  };
}

function exporterTo(url: string, env: Env): TraceExporter {
  const headers = readVariable("SLUICE_OTLP_HEADERS", () => headersOf(env.SLUICE_OTLP_HEADERS));
  return readVariable("SLUICE_OTLP_ENDPOINT", () => otlpExporter({ url, headers }));
}

/**
 * One service for all requests of a process or isolate, opened by the first. After a failure the next request tries
 * again. Opening does no I/O, so that it cannot end with the request that began it.
 */
export function openOnce(open: OpenService): OpenService {
  let opening: Promise<Service> | undefined;
  return (env) => {
    opening ??= open(env).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}
