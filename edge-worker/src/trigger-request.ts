import type { HonoRequest, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

import { Problem } from "./problems.ts";

/** The body of POST /v1/triggers/:trigger. */
export interface TriggerRequest {
  readonly context: object;
  readonly userId?: string;
  readonly requestIp?: string;
}

// A context may have 64 KB as the engine counts it. Escaping every character of it as \uXXXX, as some clients do,
// makes up to three times as much of it.
const maxBodyBytes = 256 * 1024;

/** Refuses bodies that are not plain JSON or too large, the latter before they are read to their end. */
export const acceptJson: readonly [MiddlewareHandler, MiddlewareHandler] = [
  async (context, next) => {
    const type = context.req.header("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
    if (type !== "application/json") {
      throw Problem.http("unsupported_media_type", { detail: "Send the body with Content-Type: application/json." });
    }
    if (context.req.header("Content-Encoding") !== undefined) {
      throw Problem.http("unsupported_media_type", { detail: "Send the body without a Content-Encoding." });
    }
    await next();
  },
  bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw Problem.http("body_too_large", { detail: `A body has at most ${maxBodyBytes} bytes.` });
    },
  }),
];

/** Reads `{"context": {…}, "userId"?, "requestIp"?}`. Rejects with `invalid_context` for anything else. */
export async function readTriggerRequest(request: HonoRequest): Promise<TriggerRequest> {
  const body = parseJson(await request.arrayBuffer());
  if (!isObject(body)) throw Problem.invalidContext("body", "must be an object");
  const { context, userId, requestIp, ...unknown } = body;
  // A misspelt member would be lost in silence, and a context sent without its envelope would run as an empty one.
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) throw Problem.invalidContext(stranger, "is not known; the context belongs under \"context\"");
  if (!isObject(context)) throw Problem.invalidContext("context", "must be an object");
  return { context, ...optionalText("userId", userId), ...optionalText("requestIp", requestIp) };
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw Problem.invalidContext("body", "must be JSON in UTF-8");
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const maxTextLength = 256;

function optionalText<Name extends string>(name: Name, value: unknown): { [Key in Name]?: string } {
  if (value === undefined || value === null) return {};
  if (typeof value !== "string" || value === "" || value.length > maxTextLength) {
    throw Problem.invalidContext(name, `must be a text of 1 to ${maxTextLength} characters`);
  }
  return { [name]: value } as { [Key in Name]?: string };
}
