import type { TraceQuery } from "sluice";

import { Problem } from "./problems.ts";

type Reader = (text: string) => string | number | undefined;

const matching = (form: RegExp): Reader => (text) => (form.test(text) ? text : undefined);
const integer = (least: number, most: number): Reader => (text) => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
};

const parameters: Readonly<Record<keyof TraceQuery, { readonly read: Reader; readonly form: string }>> = {
  trigger: { read: matching(/^[a-z][a-z0-9_]{0,63}$/), form: "the name of a trigger" },
  status: { read: matching(/^(success|blocked|error)$/), form: "success, blocked or error" },
  userId: { read: matching(/^[^]{1,1024}$/), form: "1 to 1,024 characters" },
  scriptId: { read: matching(/^[a-z0-9][a-z0-9_-]{0,63}$/), form: "the id of a script" },
  from: { read: integer(0, Number.MAX_SAFE_INTEGER), form: "ms since the epoch" },
  to: { read: integer(0, Number.MAX_SAFE_INTEGER), form: "ms since the epoch" },
  cursor: { read: matching(/^\d{1,13}(:[\w-]{1,64})?$/), form: "the cursor of a page before" },
  limit: { read: integer(1, 200), form: "a number from 1 to 200" },
};

/** The query of GET /v1/traces. Throws `invalid_query` naming the parameter: a misspelt filter must not widen the list. */
export function traceQueryOf(search: URLSearchParams): TraceQuery {
  const query: Record<string, string | number> = {};
  for (const [name, text] of search) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name as keyof TraceQuery] : undefined;
    if (!parameter) throw invalid(name, `is not known; there are ${Object.keys(parameters).join(", ")}`);
    if (Object.hasOwn(query, name)) throw invalid(name, "may be given once");
    const value = parameter.read(text);
    if (value === undefined) throw invalid(name, `must be ${parameter.form}`);
    query[name] = value;
  }
  return query;
}

function invalid(field: string, fault: string): Problem {
  return Problem.http("invalid_query", { detail: `${field}: ${fault}`, field });
}
