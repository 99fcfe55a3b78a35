import type { HonoRequest } from "hono";
import * as z from "zod/mini";

import { Problem, type HttpProblemCode } from "../problems.ts";
import { fieldPath } from "./field-path.ts";
import { hasBody, readJson } from "./read-json.ts";
import type { Call, Route } from "./route.ts";

/**
 * A context may have 64 KB as the engine counts it, and a script 100; escaped as \uXXXX they are up to three times
 * that.
 */
export const defaultMaxBodyBytes = 256 * 1_024;

type Input = Pick<Call, "params" | "query" | "body" | "seen">;

/** What a request says, checked against what its route takes. Rejects with a problem that names the field. */
export async function readCall(route: Route, request: HonoRequest): Promise<Input> {
  return {
    params: readParams(route, request.param()),
    query: readQuery(route, new URL(request.url).searchParams),
    seen: route.matches === undefined ? undefined : readSeen(request),
    body: await readBody(route, request),
  };
}

/** A name of another form is that of nothing; whoever wants to write under it is told. */
function readParams({ params = {}, method }: Route, texts: Record<string, string>): Call["params"] {
  const values = mapValues(texts, (text, name) => (params[name] ? valueOf(params[name], text) : text));
  const checked = z.object(params).safeParse(values);
  if (checked.success) return checked.data;
  if (method !== "PUT") throw Problem.missing();
  throw refused("invalid_path", checked.error.issues, "path");
}

/** A misspelt filter must not widen a list. */
function readQuery({ query = {} }: Route, search: URLSearchParams): Call["query"] {
  const values: Record<string, unknown> = {};
  for (const [name, text] of search) {
    const form = Object.hasOwn(query, name) ? query[name] : undefined;
    if (!form) throw invalidQuery(name, `is not known; there are ${Object.keys(query).join(", ") || "none"}`);
    if (Object.hasOwn(values, name)) throw invalidQuery(name, "may be given once");
    values[name] = valueOf(form, text);
  }
  const checked = z.object(query).safeParse(values);
  if (checked.success) return checked.data;
  throw refused("invalid_query", checked.error.issues, "query");
}

async function readBody({ body, maxBodyBytes = defaultMaxBodyBytes }: Route, request: HonoRequest): Promise<unknown> {
  if (!body) return undefined;
  const isLeftOut = !hasBody(request) && body.safeParse({}).success;
  const checked = body.safeParse(isLeftOut ? {} : await readJson(request, maxBodyBytes));
  if (checked.success) return checked.data;
  throw refused("invalid_body", checked.error.issues, "body");
}

/** `If-Match: "7"` is version 7, `If-None-Match: *` is none yet. */
function readSeen(request: HonoRequest): number | undefined {
  const [match, noneMatch] = [request.header("If-Match"), request.header("If-None-Match")];
  if (match === undefined && noneMatch === undefined) return undefined;
  if (match === undefined && noneMatch?.trim() === "*") return 0;
  const version = noneMatch === undefined ? /^"(\d{1,16})"$/.exec(match?.trim() ?? "")?.[1] : undefined;
  if (version !== undefined && Number.isSafeInteger(Number(version))) return Number(version);
  const [field, form] =
    noneMatch === undefined ? ["If-Match", 'a version in quotes, as in "7"'] : ["If-None-Match", "*, alone"];
  throw Problem.http("invalid_header", { detail: `${field} must be ${form}`, field });
}

/** A text of an address as what its form is about. What is none stays a text, which the form then refuses. */
function valueOf(form: z.ZodMiniType, text: string): unknown {
  const kind = kindOf(form);
  if (kind === "number" && /^-?\d{1,16}(\.\d{1,16})?$/.test(text)) return Number(text);
  if (kind === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

function kindOf(form: z.core.$ZodType): string {
  const { def } = form._zod;
  return "innerType" in def ? kindOf(def.innerType as z.core.$ZodType) : def.type;
}

function refused(code: HttpProblemCode, issues: readonly z.core.$ZodIssue[], root: string): Problem {
  // A misspelt member is the reason when another one is missing.
  const issue = issues.find((one) => one.code === "unrecognized_keys") ?? issues[0];
  const path = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])];
  const field = fieldPath(path);
  const fault = issue?.code === "unrecognized_keys" ? "is not known here" : (issue?.message ?? "has the wrong form");
  return Problem.http(code, { detail: `${field || root} ${fault}`, field: field || root });
}

function invalidQuery(field: string, fault: string): Problem {
  return Problem.http("invalid_query", { detail: `${field} ${fault}`, field });
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
