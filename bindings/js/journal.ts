import * as z from "zod/mini";

import { fieldPath } from "./context.ts";
import { SluiceError } from "./errors.ts";
import type { ErrorCode } from "./generated/catalog.ts";
import { errorCodes } from "./generated/tables.ts";
import type { Effect, FetchEffect } from "./host/effect.ts";
import type { FetchedResponse } from "./host/fetch.ts";
import type { RateLimitVerdict } from "./host/rate-limit.ts";
import { isJsonObject, objectText, type JsonObject } from "./json.ts";

/** A secret as a journal has it: without its value. */
export interface JournalSecret {
  /** Absent for one that the caller of `execute` handed in. */
  readonly version?: number;
  /** Those it is bound to; a script never sees the value of such a one. */
  readonly hosts?: readonly string[];
}

/** What became of an effect: the value its kind has, or the code and message of a failure. */
export type JournalReply =
  | { readonly ok: true; readonly value: FetchedResponse | RateLimitVerdict | JournalSecret | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** An effect and what became of it. */
export interface JournalAnswer {
  readonly effect: Effect;
  readonly reply: JournalReply;
}

/** One return to the core. */
export interface JournalTurn {
  /** Clock reading, ms since the epoch. */
  readonly now: number;
  /** A time limit had passed. */
  readonly expired?: boolean;
  /** In the order they were supplied. */
  readonly answers: readonly JournalAnswer[];
}

/**
 * Everything that decided what one execution did, for `engine.replay`. It holds the whole context and all that services
 * answered, so that it is as confidential as they are; of secrets it holds names and versions, never values. JSON.
 */
export interface Journal {
  readonly version: 1;
  readonly trigger: string;
  readonly planHash: string;
  readonly engineHash: string;
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly seed: string;
  /** Clock reading, ms since the epoch. */
  readonly startedAt: number;
  readonly userId?: string;
  readonly requestIp?: string;
  readonly context: JsonObject;
  readonly turns: readonly JournalTurn[];
  /** Effects that the execution ended without an answer to. */
  readonly unanswered: readonly Effect[];
  /** SHA-256 of the outcome and the canonical trace, in hex: what an exact replay comes to. */
  readonly result: string;
  /** What the journal does not hold, a sentence each. Empty: it is complete. */
  readonly missing: readonly string[];
}

/** The most a journal may have as JSON in UTF-8. */
export const maxJournalBytes = 1_048_576;

/** The length of `value` as JSON in UTF-8. */
export function jsonBytes(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** What is the same in two requests for the same thing, whichever script makes them. */
export function requestKey(effect: Effect): string {
  switch (effect.kind) {
    case "fetch": {
      const headers = Object.entries(effect.headers).toSorted(([a], [b]) => (a < b ? -1 : 1));
      return JSON.stringify([...targetOf(effect), headers, effect.body ?? null]);
    }
    case "secret":
      return JSON.stringify([effect.kind, effect.name]);
    case "rateLimit":
      return JSON.stringify([effect.kind, effect.key, effect.limit, effect.window]);
  }
}

/** What two requests to the same place have in common, even if they say different things. */
export function targetKey(effect: Effect): string {
  return effect.kind === "fetch" ? JSON.stringify(targetOf(effect)) : requestKey(effect);
}

function targetOf({ kind, method, url }: FetchEffect): string[] {
  return [kind, method, url];
}

const text = z.string("must be a string");
const digits = (count: number) =>
  text.check(z.regex(new RegExp(`^[0-9a-f]{${count}}$`), `must be ${count} hex digits`));
const time = z.int("must be a whole number of ms").check(z.minimum(0, "must not be negative"));
const count = z.int("must be a whole number");
const texts = z.record(text, text, "must be an object {name: text}");
const list = <Item extends z.ZodMiniType>(item: Item) => z.array(item, "must be an array");

const effectHead = { id: count.check(z.minimum(1, "must be at least 1")), scriptId: text };
const fetchEffect = z.strictObject({
  ...effectHead,
  kind: z.literal("fetch"),
  url: text,
  method: text,
  headers: texts,
  body: z.optional(text),
});
const secretEffect = z.strictObject({ ...effectHead, kind: z.literal("secret"), name: text, minVersion: count });
const rateLimitEffect = z.strictObject({
  ...effectHead,
  kind: z.literal("rateLimit"),
  key: text,
  limit: count,
  window: count,
});
const effect = z.discriminatedUnion("kind", [fetchEffect, secretEffect, rateLimitEffect], "must be an effect");

const failure = z.strictObject({
  ok: z.literal(false),
  code: z.enum(errorCodes, "must be an error code"),
  message: text,
});
const success = <Value extends z.ZodMiniType>(value: Value) => z.strictObject({ ok: z.literal(true), value });
const replyOf = <Value extends z.ZodMiniType>(value: Value) =>
  z.discriminatedUnion("ok", [success(value), failure], "must be a reply");

const response = z.strictObject({ status: count, headers: texts, body: text });
const verdict = z.strictObject({ allowed: z.boolean(), remaining: count, resetAt: time });
const secret = z.strictObject({ version: z.optional(count), hosts: z.optional(list(text)) });
const answer = z.union(
  [
    z.strictObject({ effect: fetchEffect, reply: replyOf(response) }),
    z.strictObject({ effect: secretEffect, reply: replyOf(z.nullable(secret)) }),
    z.strictObject({ effect: rateLimitEffect, reply: replyOf(verdict) }),
  ],
  "must be an effect and a reply of its kind",
);

const journal = z.strictObject({
  version: z.literal(1),
  trigger: text,
  planHash: digits(64),
  engineHash: text,
  traceId: digits(32),
  seed: digits(16),
  startedAt: time,
  userId: z.optional(text),
  requestIp: z.optional(text),
  context: z.custom<JsonObject>(isJsonObject, "must be an object"),
  turns: list(z.strictObject({ now: time, expired: z.optional(z.boolean()), answers: list(answer) })),
  unanswered: list(effect),
  result: digits(64),
  missing: list(text),
});

/**
 * `value` as a journal: whoever hands it in may have made it up. Throws `not_replayable` with the field. What comes out
 * is plain data of its own.
 */
export function readJournal(value: unknown): Journal {
  const json = objectText(value, (fault, cause) => notReplayable("journal", fault, cause));
  if (json.length > maxJournalBytes) throw notReplayable("journal", "is larger than any that was recorded");
  const data = JSON.parse(json) as Journal;
  if (Number(data.version) > 1) throw notReplayable("journal.version", "is that of a newer format");
  const issue = journal.safeParse(data).error?.issues[0];
  if (issue) throw notReplayable(fieldPath("journal", issue), issue.message);
  return data;
}

/** The error for a journal that cannot be used. */
export function notReplayable(field: string, fault: string, cause?: unknown): SluiceError {
  return new SluiceError("not_replayable", `${field} ${fault}`, { field, cause });
}
