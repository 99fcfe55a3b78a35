import type { FetchPolicy, KvBinding, Limits, SecretKey } from "sluice";
import type { D1Binding } from "sluice/stores/d1";

/** What the deployment gives the service: bindings, secrets and variables. */
export interface Env {
  /** Where everything is kept, on Workers. Before KV where both are bound. */
  readonly SLUICE_DB?: D1Binding;
  /** The same in a KV namespace: for one admin who can wait a minute. */
  readonly KV?: KvBinding;
  /** The files of the web UI, on Workers. */
  readonly ASSETS?: { fetch(request: Request): Promise<Response> };

  /**
   * Tokens: at least 32 characters; during a rotation two, separated by a comma. src/tokens.ts says what each opens.
   */
  readonly SLUICE_ADMIN_TOKEN?: string;
  readonly SLUICE_READ_TOKEN?: string;
  readonly SLUICE_WRITE_TOKEN?: string;
  readonly SLUICE_REPLAY_TOKEN?: string;
  readonly SLUICE_TRIGGER_TOKEN?: string;
  readonly CRON_SECRET?: string;

  /** `id:base64,id2:base64`, 32 bytes each. The first seals and signs, all open and verify. */
  readonly SLUICE_SECRET_KEYS?: string;
  /** Separates deployments that share a store. */
  readonly SLUICE_NAMESPACE?: string;
  /** Triggers that must have a pipeline, separated by commas: should the store lose its record, they are denied. */
  readonly SLUICE_EXPECT?: string;
  /** Kill switch: triggers, separated by commas, that are allowed without running anything. */
  readonly SLUICE_DISABLED?: string;
  /** Origins this service answers at, as `https://login.example.com`, separated by commas; against endless loops. */
  readonly SLUICE_OWN_ORIGINS?: string;
  /** Hosts that scripts may fetch from, separated by commas, `*.example.com` = every name below it. Default: any. */
  readonly SLUICE_FETCH_HOSTS?: string;
  /** Ports that scripts may fetch from, separated by commas. Default: 443 and 8443. */
  readonly SLUICE_FETCH_PORTS?: string;
  /** Limits that are other than by default: `instructions=200000,scriptMs=5000`. */
  readonly SLUICE_LIMITS?: string;
  /** Origins of pages that may call the API, separated by commas. Default: none but its own. */
  readonly SLUICE_CORS_ORIGINS?: string;
  /** For how many ms a worker believes what it has read of what a trigger runs. Default: 0 on D1, 30,000 on KV. */
  readonly SLUICE_POINTER_CACHE_MS?: string;
  /** Requests a minute that each token may make, triggers aside; 0 = any number. Default 600. */
  readonly SLUICE_RATE_LIMIT?: string;
  /** Triggers a minute that each token may run; 0 = any number, the default: each costs a write of the store. */
  readonly SLUICE_TRIGGER_RATE_LIMIT?: string;
  /** Where an OpenTelemetry collector takes traces, as `https://collector.example/v1/traces`. */
  readonly SLUICE_OTLP_ENDPOINT?: string;
  /** Headers for it: `name=value,name2=value2`, values percent-encoded where they have commas. */
  readonly SLUICE_OTLP_HEADERS?: string;
  /** `SLUICE_ENV_NAME` is what `helpers.env("NAME")` answers; scripts can read nothing else of the environment. */
  readonly [setting: `SLUICE_ENV_${string}`]: string | undefined;
}

/** The items of a list separated by commas; none for an unset variable. */
export function listOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The keys of `id:base64,…`; undefined when there are none. Their form is for createEngine to judge. */
export function secretKeysOf(text: string | undefined): SecretKey[] | undefined {
  const keys = listOf(text).map((item) => {
    const colon = item.indexOf(":");
    return { id: item.slice(0, Math.max(colon, 0)), key: item.slice(colon + 1) };
  });
  return keys.length > 0 ? keys : undefined;
}

/** The pairs of `name=value,…`; a value may have an equals sign, and is empty where there is none. */
function pairsOf(text: string | undefined): [string, string][] {
  return listOf(text).map((item) => {
    const equals = item.indexOf("=");
    return [item.slice(0, Math.max(equals, 0)).trim(), item.slice(equals + 1).trim()];
  });
}

/** The headers of `name=value,…`. Throws an URIError for a value that is not percent-encoded well. */
export function headersOf(text: string | undefined): Record<string, string> {
  return Object.fromEntries(pairsOf(text).map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** The numbers of `name=number,…`. Throws for what is no whole number; their names are for createEngine to judge. */
export function limitsOf(text: string | undefined): Partial<Limits> {
  return Object.fromEntries(pairsOf(text).map(([name, value]) => [name, countOf(value, 0)]));
}

/** What scripts may fetch. Throws for a port that is no whole number. */
export function fetchPolicyOf(env: Env): FetchPolicy {
  const [hosts, ports] = [allowListOf(env.SLUICE_FETCH_HOSTS), allowListOf(env.SLUICE_FETCH_PORTS)];
  return {
    ownOrigins: listOf(env.SLUICE_OWN_ORIGINS),
    ...(hosts && { hosts }),
    ...(ports && { ports: ports.map((port) => countOf(port, 0)) }),
  };
}

/** Undefined for a variable that is unset or empty. One of commas alone, as of two that are empty, allows nothing. */
function allowListOf(text = ""): string[] | undefined {
  return text.trim() === "" ? undefined : listOf(text);
}

/** A whole number, or `otherwise` where the variable is unset. Throws for anything else. */
export function countOf(text: string | undefined, otherwise: number): number {
  if (text === undefined || text.trim() === "") return otherwise;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw new RangeError(`${text} is no whole number`);
}

const settingPrefix = "SLUICE_ENV_";

/** The settings that scripts may read, by the names they know them by. */
export function settingsOf(env: Env): Record<string, string> {
  const entries = Object.entries(env as unknown as Record<string, unknown>).flatMap(([name, value]) =>
    name.startsWith(settingPrefix) && typeof value === "string" ? [[name.slice(settingPrefix.length), value]] : [],
  );
  return Object.fromEntries(entries);
}
