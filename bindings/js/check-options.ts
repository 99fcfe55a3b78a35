import * as z from "zod/mini";

import { fieldPath } from "./context.ts";
import { SluiceError } from "./errors.ts";
import type { LimitName } from "./generated/catalog.ts";
import { limitTable } from "./generated/tables.ts";
import { isOwnOrigin, maxDepth } from "./host/depth.ts";
import { HookRegistry, isCatalogTrigger, triggerForm } from "./hook-registry.ts";
import type { HookDefinition } from "./hooks.ts";
import { secretHosts } from "./host-names.ts";
import { isJsonObject } from "./json.ts";
import { deploymentLimits } from "./limits.ts";
import type { Clock, EngineOptions, Fetch, TraceExporter } from "./options.ts";
import type { KeyValueStore } from "./stores/store.ts";

const func = <F>(): z.ZodMiniType<F> => z.custom<F>((value) => typeof value === "function", "must be a function");
export const text = z.string("must be a string");
const flag = z.boolean("must be true or false");
const names = z.array(text, "must be an array of names");
const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).check(z.minimum(least, message), z.maximum(most, message));
};

export const store = z.custom<KeyValueStore>(isStore, "must be a store: capabilities, get, put, delete, list");
const secretKey = z.looseObject(
  {
    id: text.check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, "must be 1 to 64 of A-Z a-z 0-9 _ . -")),
    key: text.check(z.refine(is32Bytes, "must be 32 bytes in base64")),
  },
  "must be {id, key}",
);
const secretKeys = z.array(secretKey, "must be an array of keys").check(z.minLength(1, "must have a key"));
const namespace = text.check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "must be 1 to 64 of a-z 0-9 _ -"));
/** An object, in which nothing is looked at. */
export const jsonObject = <T extends object = object>(message = "must be an object") =>
  z.custom<T>(isJsonObject, message);
const limitChanges = jsonObject("must be an object {limit: number}").check(checkLimits);
const maxMs = 3_600_000;

/** The options that engines and control planes share. */
export const sharedOptions = {
  secretKeys: z.optional(secretKeys),
  namespace: z.optional(namespace),
  env: z.optional(z.record(text, text, "must be an object {NAME: text}")),
  fetchPolicy: z.optional(
    z.looseObject(
      {
        ports: z.optional(z.array(wholeNumber(1, 65_535), "must be an array of ports")),
        hosts: z.optional(names),
        ownOrigins: z.optional(
          z.array(
            text.check(z.refine(isOwnOrigin, "must be an origin, as https://login.example.com")),
            "must be an array of origins",
          ),
        ),
      },
      "must be an object {ports, hosts, ownOrigins}",
    ),
  ),
  limits: z.optional(limitChanges),
  hooks: z.optional(
    z.array(z.custom<HookDefinition>(isHook, "must be a hook made with defineHook"), "must be an array of hooks"),
  ),
  storeTimeoutMs: z.optional(wholeNumber(1, maxMs)),
  now: z.optional(func<Clock>()),
};

const engineOptions = z.looseObject(
  {
    ...sharedOptions,
    store: z.optional(store),
    fetch: z.optional(func<Fetch>()),
    expect: z.optional(names),
    disabled: z.optional(names),
    defaultOnError: z.optional(z.enum(["block", "allow"], 'must be "block" or "allow"')),
    pointerCacheMs: z.optional(wholeNumber(0, maxMs)),
    onError: z.optional(func<() => void>()),
    exporter: z.optional(func<TraceExporter>()),
    onMetric: z.optional(func<() => void>()),
  },
  "must be an object",
);

const signal = z.custom<AbortSignal>(
  (value) => isJsonObject(value) && typeof value.aborted === "boolean",
  "must be an AbortSignal",
);

const runMeta = z.looseObject(
  {
    userId: z.optional(text),
    requestIp: z.optional(text),
    waitUntil: z.optional(func<() => void>()),
    signal: z.optional(signal),
    depth: z.optional(wholeNumber(0, maxDepth)),
  },
  "must be an object",
);

const boundSecret = z.looseObject({ value: text, hosts: z.optional(secretHosts) });

/** What stands for the stored secrets in an execution of the caller's own. */
export const secrets = z.record(
  text,
  z.union([text, boundSecret], "must be a string or {value, hosts}"),
  "must be an object {NAME: secret}",
);
export const lowerLimits = z.record(text, wholeNumber(1, Number.MAX_SAFE_INTEGER), "must be an object {limit: number}");

const executeOptions = z.looseObject(
  {
    userId: z.optional(text),
    requestIp: z.optional(text),
    signal: z.optional(signal),
    fetch: z.optional(func<Fetch>()),
    secrets: z.optional(secrets),
    counters: z.optional(store),
    limits: z.optional(lowerLimits),
    now: z.optional(func<Clock>()),
    seed: z.optional(text.check(z.regex(/^[0-9a-f]{16}$/, "must be 16 hex digits"))),
    record: z.optional(flag),
    profile: z.optional(flag),
  },
  "must be an object",
);

const replayOptions = z.looseObject(
  {
    plan: z.optional(z.unknown()),
    secrets: z.optional(secrets),
    limits: z.optional(lowerLimits),
    profile: z.optional(flag),
  },
  "must be an object",
);

/** Throws `invalid_options` naming the first option that is wrong. */
export function checkEngineOptions(options: EngineOptions<HookDefinition>): void {
  check(engineOptions, options);
  const { hooks = [] } = options;
  requireOwnNames(hooks);
  const registry = new HookRegistry(hooks);
  for (const list of ["expect", "disabled"] as const) {
    options[list]?.forEach((trigger, index) => {
      if (!registry.find(trigger)) throw invalid(`options.${list}[${index}]`, "is no trigger this engine knows");
    });
  }
  // A pointer that anybody could have written would decide what runs.
  if (options.store && !options.store.capabilities.trusted && !options.secretKeys) {
    throw invalid("options.secretKeys", "must be given with a store that others can write to");
  }
}

/** Throws `invalid_options` when two hooks have one name. */
export function requireOwnNames(hooks: readonly HookDefinition[]): void {
  hooks.forEach(({ name }, index) => {
    const first = hooks.findIndex((hook) => hook.name === name);
    if (first !== index) throw invalid(`options.hooks[${index}]`, `has the name of options.hooks[${first}]`);
  });
}

/** Throws `invalid_options` naming the first part of `meta` that is wrong. */
export function checkRunMeta(meta: unknown): void {
  check(runMeta, meta, "meta");
}

/** Throws `invalid_options` naming the first option that is wrong. */
export function checkExecuteOptions(options: unknown): void {
  check(executeOptions, options);
}

/** Throws `invalid_options` naming the first option that is wrong. */
export function checkReplayOptions(options: unknown): void {
  check(replayOptions, options);
}

/** Throws `invalid_options` naming the first part of `value` that is wrong. */
export function check<T>(schema: z.ZodMiniType<T>, value: unknown, root = "options"): void {
  const issue = schema.safeParse(value).error?.issues[0];
  if (issue) throw invalid(fieldPath(root, issue), issue.message);
}

/** The error for an option or argument that does not fit. */
export function invalid(field: string, fault: string): SluiceError {
  return new SluiceError("invalid_options", `${field} ${fault}`, { field });
}

/** The error for what a caller names and the store does not have. */
export function notFound(field: string, fault: string): SluiceError {
  return new SluiceError("not_found", `${field} ${fault}`, { field });
}

function isStore(value: unknown): boolean {
  if (!isJsonObject(value) || !isJsonObject(value.capabilities)) return false;
  return ["get", "put", "delete", "list"].every((name) => typeof value[name] === "function");
}

function isHook(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { name, mode, context } = value;
  return (
    typeof name === "string" &&
    triggerForm.test(name) &&
    !isCatalogTrigger(name) &&
    ["blocking", "enrichment", "async"].includes(mode as string) &&
    isSchema(context)
  );
}

/** Some libraries make their schemas callable. */
function isSchema(value: unknown): boolean {
  return ((typeof value === "object" && value !== null) || typeof value === "function") && "~standard" in value;
}

function is32Bytes(base64: string): boolean {
  // The last of 43 digits carries four bits only: others would spell the same key differently.
  return /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(base64);
}

function checkLimits({ value, issues }: z.core.ParsePayload<object>): void {
  const refuse = (name: string, message: string) => {
    issues.push({ code: "custom", input: value, path: [name], message });
  };
  for (const [name, limit] of Object.entries(value)) {
    const message = faultOfLimit(name, limit);
    if (message !== undefined) refuse(name, message);
  }
  if (issues.length > 0) return;
  // An execution reserves the VMs of its widest layer: one that never fits would wait for nothing.
  const { scriptsPerLayer, concurrentVms, memoryBytes, totalMemoryBytes } = deploymentLimits(value);
  if (concurrentVms < scriptsPerLayer) {
    refuse("concurrentVms", `must be at least scriptsPerLayer, ${scriptsPerLayer}`);
  } else if (totalMemoryBytes < scriptsPerLayer * memoryBytes) {
    const least = `scriptsPerLayer × memoryBytes, ${scriptsPerLayer} × ${memoryBytes}`;
    refuse("totalMemoryBytes", `must be at least ${least}`);
  }
}

function faultOfLimit(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(limitTable, name)) return "is no limit";
  const { ceiling } = limitTable[name as LimitName];
  const fits = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= ceiling;
  return fits ? undefined : `must be a whole number from 1 to ${ceiling}`;
}
