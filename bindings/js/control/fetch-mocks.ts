import * as z from "zod/mini";

import { EffectError } from "../host/effect.ts";
import type { Journal } from "../journal.ts";
import type { JsonValue } from "../json.ts";
import type { Fetch } from "../options.ts";
import type { WouldCall } from "./api-pipelines.ts";
import { text } from "./arguments.ts";

/** What a service answers in a dry run. The first mock that fits a request answers it, as often as it is made. */
export interface FetchMock {
  /** The URL it answers; with a "*" at its end all that begin so. */
  readonly url: string;
  /** Default: any. */
  readonly method?: string;
  /** 200 to 599; default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In place of `body`: a value that becomes JSON text. */
  readonly json?: JsonValue;
  /** The request fails, as when nobody answers. */
  readonly fails?: boolean;
  /** How long the answer, or the failure, takes; at most 60,000. Default 0. */
  readonly latencyMs?: number;
}

const statusForm = "must be a status from 200 to 599";

const latencyForm = "must be a whole number of ms, from 0 to 60000";

export const jsonValue = z.json();

export const fetchMocks = z.array(
  z.strictObject(
    {
      url: text(8_192, 1),
      method: z.optional(text(16, 1)),
      status: z.optional(z.int(statusForm).check(z.minimum(200, statusForm), z.maximum(599, statusForm))),
      headers: z.optional(z.record(z.string(), z.string("must be a string"), "must be an object {name: text}")),
      body: z.optional(z.string("must be a string")),
      json: z.optional(jsonValue),
      fails: z.optional(z.boolean("must be true or false")),
      latencyMs: z.optional(z.int(latencyForm).check(z.minimum(0, latencyForm), z.maximum(60_000, latencyForm))),
    },
    "must be a mock {url, method?, status?, headers?, body or json?, fails?, latencyMs?} and nothing else",
  ),
  "must be an array of mocks",
);

/** The message of a fetch that no mock answers; a journal has it as it is. */
const unanswered = "no mock of this dry run answers the request";

/** Statuses whose answers have no body. */
const bodiless = [204, 205, 304];

/** A fetch that sends nothing: mocks answer, and what none of them fits fails. */
export function mockedFetch(mocks: readonly FetchMock[]): Fetch {
  return async (url, { method = "GET", signal }) => {
    const mock = mocks.find((one) => fits(one, url, method));
    if (!mock) throw new EffectError("fetch_failed", unanswered);
    await passed(mock.latencyMs ?? 0, signal);
    if (mock.fails) throw new TypeError("The mock fails.");
    const { status = 200, headers = {}, json, body = json === undefined ? "" : JSON.stringify(json) } = mock;
    const ownType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
    const type: Record<string, string> = json === undefined || ownType ? {} : { "content-type": "application/json" };
    return new Response(bodiless.includes(status) ? null : body, { status, headers: { ...type, ...headers } });
  };
}

/** Rejects with the signal's reason when it is aborted before. */
function passed(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Whether a mock is for a request. */
export function fits({ url: wanted, method: wantedMethod = "" }: FetchMock, url: string, method: string): boolean {
  const sameMethod = wantedMethod === "" || wantedMethod.toUpperCase() === method.toUpperCase();
  return sameMethod && (wanted.endsWith("*") ? url.startsWith(wanted.slice(0, -1)) : url === wanted);
}

/** Requests that no mock answered: of the journal, because that has them with their secrets masked. */
export function callsWithoutAnswer({ turns }: Journal): WouldCall[] {
  return turns.flatMap(({ answers }) => {
    return answers.flatMap(({ effect, reply }) => {
      const isCall = effect.kind === "fetch" && !reply.ok && reply.message === unanswered;
      return isCall ? [{ url: effect.url, method: effect.method }] : [];
    });
  });
}
