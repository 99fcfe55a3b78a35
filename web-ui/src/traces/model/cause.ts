import type { Span, Trace } from "sluice";

import { formatNumber } from "../../ui/format.ts";
import { limitInMessage } from "./limits-used.ts";
import { fetchFacts, isFetch, outputOf } from "./span-facts.ts";

/** What is known about why a script failed. */
export interface Cause {
  readonly text: string;
  /** The script that it lies in. */
  readonly scriptId?: string;
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

const nilField = /\bnil\b.*\(field '([A-Za-z_][A-Za-z0-9_]*)'\)/s;
const indexNil = /attempt to index a nil value \(field '([A-Za-z_][A-Za-z0-9_]*)'\)/;

/**
 * A field that is nil: of a script that the failed one names, that ran before and whose recorded output lacks it; or the
 * whole output of one that failed or returned nothing.
 */
function missingOutput(span: Span, trace: Trace, code: string | undefined): Cause | undefined {
  const field = nilField.exec(span.statusMessage ?? "")?.[1];
  if (field === undefined || code === undefined || span.errorCode !== "runtime_error") return undefined;
  const earlier = trace.spans.filter((other) => other.parentId === undefined && other.layerIndex < span.layerIndex);
  if (indexNil.test(span.statusMessage ?? "")) {
    const source = earlier.find(({ scriptId }) => scriptId === field && namesOutput(code, scriptId));
    return source && outputOf(source) === undefined ? wholeOutput(source) : undefined;
  }
  const named = earlier.filter(({ scriptId }) => namesOutput(code, scriptId));
  const [source, ...others] = named;
  if (!source || others.length > 0 || source.status !== "success") return undefined;
  const output = outputOf(source);
  const isRecorded = typeof output === "object" && output !== null && !Array.isArray(output);
  if (!isRecorded || field in output || "…" in output) return undefined;
  return { text: `${source.scriptId} returned no ${field}${badAnswer(source, trace)}.`, scriptId: source.scriptId };
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
