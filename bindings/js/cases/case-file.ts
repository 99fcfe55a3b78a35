import * as z from "zod/mini";

import { check, invalid, jsonObject, secrets } from "../check-options.ts";
import { flag, limitUpTo, text, triggerName } from "../control/arguments.ts";
import type { PipelineDraft } from "../control/api-pipelines.ts";
import { fetchMocks, jsonValue, type FetchMock } from "../control/fetch-mocks.ts";
import { errorCodes } from "../generated/tables.ts";
import type { ErrorCode } from "../generated/catalog.ts";
import { objectText, parseJson, type JsonObject, type JsonValue } from "../json.ts";
import type { PlainSecret } from "../options.ts";
import type { TraceStatus } from "../trace.ts";

/** A request that a case expects. What is left out may be anything. */
export interface ExpectedFetch {
  /** With a "*" at its end all that begin so. */
  readonly url: string;
  readonly method?: string;
  /** Those that have to be there, by name in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In place of `body`: what its JSON has to hold. */
  readonly json?: JsonValue;
  /** How often; default 1. */
  readonly times?: number;
}

/** What a case expects. What is left out is not looked at, but for failures: those have to be expected. */
export interface Expectation {
  /** Members that the outcome has to have. */
  readonly outcome?: JsonObject;
  /** The outcome has these members and no others, at any depth. */
  readonly exact?: boolean;
  readonly status?: TraceStatus;
  /** The code of the first script that failed. Without it a script that fails fails the case. */
  readonly errorCode?: ErrorCode;
  /** All requests, in any order; `[]`: none. At most 100. */
  readonly fetches?: readonly ExpectedFetch[];
  /** The most that all scripts together may execute. */
  readonly maxInstructions?: number;
}

/** One thing that a pipeline has to do. */
export interface Case {
  readonly name: string;
  readonly context: JsonObject;
  readonly userId?: string;
  readonly requestIp?: string;
  /** What services answer. A request that none of them fits fails the case. */
  readonly mocks?: readonly FetchMock[];
  /** Beside those of the file, and before them. */
  readonly secrets?: Readonly<Record<string, PlainSecret>>;
  /** Beside those of the file, and before them. */
  readonly env?: Readonly<Record<string, string>>;
  /** ms since the epoch; default 2026-01-01T00:00:00Z. The clock stands still. */
  readonly now?: number;
  /** 16 hex digits from which the scripts' randomness follows; default 0000000000000001. */
  readonly seed?: string;
  /** How often it runs, with rate limits counting on; the last run is looked at. Default 1. */
  readonly repeat?: number;
  readonly expect: Expectation;
}

/** The cases of a trigger: a file `tests/<name>.cases.json`. */
export interface CaseFile {
  readonly about?: string;
  readonly trigger: string;
  /** What is tested; default: the pipeline that the folder has for the trigger. */
  readonly pipeline?: Omit<PipelineDraft, "trigger">;
  readonly env?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, PlainSecret>>;
  readonly cases: readonly Case[];
}

const texts = z.record(z.string(), z.string("must be a string"), "must be an object {name: text}");
const wholeNumber = "must be a whole number, at least 0";
const count = z.int(wholeNumber).check(z.minimum(0, wholeNumber));
const object = jsonObject<JsonObject>();

const expectedFetch = z.strictObject(
  {
    url: text(8_192, 1),
    method: z.optional(text(16, 1)),
    headers: z.optional(texts),
    body: z.optional(z.string("must be a string")),
    json: z.optional(jsonValue),
    times: z.optional(count),
  },
  "must be {url, method?, headers?, body or json?, times?} and nothing else",
);

/** Far more than an execution can make: each is held against every request, which nothing else bounds. */
const maxFetches = 100;
const tooManyFetches = `must have at most ${maxFetches} requests`;

const expectation = z.strictObject(
  {
    outcome: z.optional(object),
    exact: z.optional(flag),
    status: z.optional(z.enum(["success", "blocked", "error"], "must be success, blocked or error")),
    errorCode: z.optional(z.enum(errorCodes, "must be an error code")),
    fetches: z.optional(
      z.array(expectedFetch, "must be an array of requests").check(z.maxLength(maxFetches, tooManyFetches)),
    ),
    maxInstructions: z.optional(count),
  },
  "must be {outcome?, exact?, status?, errorCode?, fetches?, maxInstructions?} and nothing else",
);

const oneCase = z.strictObject(
  {
    name: text(200, 1),
    context: object,
    userId: z.optional(text(256, 1)),
    requestIp: z.optional(text(256, 1)),
    mocks: z.optional(fetchMocks),
    secrets: z.optional(secrets),
    env: z.optional(texts),
    now: z.optional(count),
    seed: z.optional(z.string("must be a string").check(z.regex(/^[0-9a-f]{16}$/, "must be 16 hex digits"))),
    repeat: z.optional(limitUpTo(1_000)),
    expect: expectation,
  },
  "must be a case {name, context, userId?, requestIp?, mocks?, secrets?, env?, now?, seed?, repeat?, expect} and nothing" +
    " else",
);

const maxCases = 200;

/** The form of a file of cases. */
export const caseFile = z.strictObject(
  {
    about: z.optional(text(1_000)),
    trigger: triggerName,
    pipeline: z.optional(object),
    env: z.optional(texts),
    secrets: z.optional(secrets),
    cases: z
      .array(oneCase, "must be an array of cases")
      .check(z.maxLength(maxCases, `must have at most ${maxCases} cases`)),
  },
  "must be {about?, trigger, pipeline?, env?, secrets?, cases} and nothing else",
);

/**
 * What a file may have: it is read whole, and checks of JSON call themselves for each level. A request that brings it
 * has one level more, and at most 32.
 */
const maxBytes = 131_072;
const maxLevels = 31;

/** The cases that `json` holds. Throws `invalid_options` with the path of what is wrong in it, from `path` on. */
export function readCaseFile(json: string, path: string): CaseFile {
  const value = parseJson(json);
  if (value === undefined) throw invalid(path, "must be JSON");
  checkCaseFile(value, path);
  return value as CaseFile;
}

/** Throws as `readCaseFile` does for a value that is no file of cases. */
export function checkCaseFile(value: unknown, path: string): void {
  if (isDeeperThan(maxLevels, value)) throw invalid(path, `must not be nested deeper than ${maxLevels} levels`);
  if (new TextEncoder().encode(objectText(value, (fault) => invalid(path, fault))).length > maxBytes) {
    throw invalid(path, `must have at most ${maxBytes} bytes as JSON`);
  }
  check(caseFile, value, path);
  const names = new Set<string>();
  (value as CaseFile).cases.forEach(({ name }, index) => {
    const field = `${path}.cases[${index}].name`;
    if (names.has(name)) throw invalid(field, `is that of another case, ${JSON.stringify(name)}`);
    names.add(name);
  });
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}
