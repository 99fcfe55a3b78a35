import type { HonoRequest } from "hono";

import { Problem } from "../problems.ts";
import { fieldPath } from "./field-path.ts";
import { repeatedMember } from "./repeated-member.ts";

const maxDepth = 32;

/** The body as JSON. Rejects with 415, 413 and `invalid_body`; reads no more than `maxBytes`. */
export async function readJson(request: HonoRequest, maxBytes: number): Promise<unknown> {
  requireJson(request);
  const bytes = await readBytes(request.raw, maxBytes);
  if (depthOf(bytes) > maxDepth) throw invalidBody(`must not be nested deeper than ${maxDepth} levels`);
  const { text, value } = parsed(bytes);
  const repeated = repeatedMember(text);
  if (repeated) throw invalidBody("is there twice", fieldPath(repeated));
  return value;
}

function parsed(bytes: Uint8Array): { text: string; value: unknown } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    throw invalidBody("must be JSON in UTF-8");
  }
}

/** A request may leave out a body whose members are all optional. */
export function hasBody(request: HonoRequest): boolean {
  return request.raw.body !== null && request.header("Content-Length") !== "0";
}

function requireJson(request: HonoRequest): void {
  const type = request.header("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw Problem.http("unsupported_media_type", { detail: "Send the body with Content-Type: application/json." });
  }
  if (request.header("Content-Encoding") !== undefined) {
    throw Problem.http("unsupported_media_type", { detail: "Send the body without a Content-Encoding." });
  }
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  // What the header says is believed only where it refuses.
  if (Number(request.headers.get("Content-Length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of partsOf(request)) {
    length += part.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : joined(parts, length);
}

/** Ends with the request's body also when it is not read to its end. */
async function* partsOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value as Uint8Array;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** How deep objects and arrays are nested, as far as it is JSON. Before parsing: parsers and checks call themselves. */
function depthOf(bytes: Uint8Array): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) inText = !inText;
    else if (inText) at += byte === backslash ? 1 : 0;
    else if (byte === openBrace || byte === openBracket) deepest = Math.max(deepest, ++depth);
    else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return deepest;
}

function invalidBody(fault: string, field = "body"): Problem {
  return Problem.http("invalid_body", { detail: `${field} ${fault}`, field });
}

function tooLarge(maxBytes: number): Problem {
  return Problem.http("body_too_large", { detail: `A body has at most ${maxBytes} bytes here.` });
}
