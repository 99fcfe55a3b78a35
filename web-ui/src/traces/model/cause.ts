import type { Span, Trace } from "sluice";

import { formatNumber } from "../../ui/format.ts";
import { limitInMessage } from "./limits-used.ts";
import { fetchFacts, isFetch, outputOf } from "./span-facts.ts";

/** What is known about why a script failed. */
export interface Cause {
  readonly text: string;
  /** The script that it lies in. */
  readonly scriptId?: string;
  /** What of its output is missing. */
  readonly field?: string;
}

/**
 * Why a script failed, if that follows from its trace: never a guess. `code` is the source that ran, where it is known;
 * without it nothing is said that depends on it.
 */
export function causeOf(span: Span, trace: Trace, code: string | undefined): Cause | undefined {
  return limitCause(span) ?? fetchCause(span, trace) ?? missingOutput(span, trace, code);
}

function limitCause({ errorCode, statusMessage = "", line }: Span): Cause | undefined {
  const told = limitInMessage(statusMessage);
  if (errorCode !== "limit_instructions" || told === undefined || told.name === "compilation") return undefined;
  const where = line === undefined ? "" : ` on line ${line}`;
  const allowed = formatNumber(told.allowed);
  return { text: `Stopped at ${allowed} of ${allowed} instructions${where}.` };
}

/** A fetch that failed as the script did, with the same code and in the same words, is what the script failed of. */
function fetchCause(span: Span, trace: Trace): Cause | undefined {
  if (span.errorCode !== "fetch_failed" && span.errorCode !== "fetch_denied") return undefined;
  const message = span.statusMessage;
  const isIt = (other: Span): boolean =>
    isFetch(other) &&
    other.errorCode === span.errorCode &&
    isBelow(other, span, trace) &&
    other.statusMessage !== undefined &&
    message?.includes(other.statusMessage) === true;
  const fetch = trace.spans.find(isIt);
  if (!fetch) return undefined;
  const { host, method } = fetchFacts(fetch);
  return { text: `The ${method} to ${host || "the service"} failed, and the script did not catch it.` };
}

const nilMessage = /\bnil\b/;
const indexNil = /attempt to index a nil value \(field '([A-Za-z_][A-Za-z0-9_]*)'\)/;

/**
 * Something that is nil: a field that the failing line reads of an earlier script's output, whose record lacks it; or the
 * whole output of a script that failed or returned nothing.
 */
function missingOutput(span: Span, trace: Trace, code: string | undefined): Cause | undefined {
  const { statusMessage = "", line } = span;
  if (code === undefined || span.errorCode !== "runtime_error" || !nilMessage.test(statusMessage)) return undefined;
  const earlier = trace.spans.filter((other) => other.parentId === undefined && other.layerIndex < span.layerIndex);
  const indexed = indexNil.exec(statusMessage)?.[1];
  const absent = earlier.find(({ scriptId }) => scriptId === indexed && namesOutput(code, scriptId));
  if (absent) return outputOf(absent) === undefined ? wholeOutput(absent) : undefined;
  const missing = earlier.flatMap((source) =>
    fieldsRead(code, line, source.scriptId).flatMap((field) => (lacks(source, field) ? [{ source, field }] : [])),
  );
  const [only, ...others] = missing;
  if (!only || others.length > 0) return undefined;
  const { source, field } = only;
  return {
    text: `${source.scriptId} returned no ${field}${badAnswer(source, trace)}.`,
    scriptId: source.scriptId,
    field,
  };
}

/** Fields of a script's output that a line reads, directly or by a local that holds the output and nothing else. */
function fieldsRead(code: string, line: number | undefined, scriptId: string): string[] {
  const text = line === undefined ? undefined : code.split("\n")[line - 1];
  if (text === undefined) return [];
  const output = `(?:context\\.)?outputs(?:\\.${scriptId}(?![A-Za-z0-9_])|\\[["']${scriptId}["']\\])`;
  const locals = [...code.matchAll(new RegExp(`local\\s+([A-Za-z_]\\w*)\\s*=\\s*${output}\\s*(?:--.*)?$`, "gm"))]
    .map((match) => match[1] ?? "")
    .filter((name) => [...code.matchAll(new RegExp(`(?<![\\w.])${name}\\s*=(?!=)`, "g"))].length === 1);
  const bases = [output, ...locals.map((name) => `(?<![\\w.:])${name}`)];
  const reads = [...text.matchAll(new RegExp(`(?:${bases.join("|")})\\.([A-Za-z_]\\w*)`, "g"))];
  return [...new Set(reads.map((match) => match[1] ?? ""))];
}

function lacks(source: Span, field: string): boolean {
  const output = outputOf(source);
  const isRecorded = typeof output === "object" && output !== null && !Array.isArray(output);
  return source.status === "success" && isRecorded && !(field in output) && !("…" in output);
}

function wholeOutput({ scriptId, status, errorCode, attributes }: Span): Cause | undefined {
  if ("…" in attributes) return undefined;
  const why = status === "error" ? `failed with ${errorCode ?? "an error"}` : "returned no data";
  return { text: `${scriptId} ${why}, so that outputs.${scriptId} is nil.`, scriptId };
}

/** ", and its fetch to geo.example answered 503". */
function badAnswer(source: Span, trace: Trace): string {
  const fetches = trace.spans.filter((other) => isFetch(other) && isBelow(other, source, trace)).map(fetchFacts);
  const [bad, ...others] = fetches.filter(({ status }) => status !== undefined && status >= 400);
  if (!bad || others.length > 0) return "";
  return `; its fetch to ${bad.host} was answered ${bad.status}`;
}

function namesOutput(code: string, scriptId: string): boolean {
  return [`outputs.${scriptId}`, `outputs["${scriptId}"]`, `outputs['${scriptId}']`].some((name) => {
    const at = code.indexOf(name);
    return at >= 0 && !/[A-Za-z0-9_]/.test(code[at + name.length] ?? "");
  });
}

function isBelow(span: Span, ancestor: Span, { spans }: Trace): boolean {
  for (let parent = span.parentId, steps = 0; parent !== undefined && steps < spans.length; steps++) {
    if (parent === ancestor.id) return true;
    parent = spans.find(({ id }) => id === parent)?.parentId;
  }
  return false;
}
