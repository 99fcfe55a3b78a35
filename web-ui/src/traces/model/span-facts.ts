import type { JsonValue, Span } from "sluice";

/** What is known of a fetch. */
export interface FetchFacts {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  /** Absent when no answer came. */
  readonly status?: number;
  /** Of the body; absent where the trace does not say. */
  readonly bytes?: number;
  readonly redirects?: number;
}

export type SpanTone = "success" | "blocked" | "error" | "skipped" | "warning";

export function isFetch({ kind }: Span): boolean {
  return kind === "CLIENT";
}

/** What a fetch span's attributes say, by the conventions of OpenTelemetry. */
export function fetchFacts(span: Span): FetchFacts {
  const { attributes } = span;
  const status = numberAt(attributes["http.response.status_code"]);
  const bytes = numberAt(attributes["http.response.body.size"]);
  const redirects = numberAt(attributes["http.request.resend_count"]);
  const url = textAt(attributes["url.full"]);
  return {
    method: textAt(attributes["http.request.method"]) || span.name,
    url,
    host: textAt(attributes["server.address"]),
    ...(status !== undefined && { status }),
    ...(bytes !== undefined && { bytes }),
    ...(redirects !== undefined && { redirects }),
  };
}

/** "POST geo.example/v2": the scheme is always https, and a query may be long. */
export function fetchTitle(span: Span): string {
  const { method, url, host } = fetchFacts(span);
  const rest = url.replace(/^https:\/\//, "").replace(/[?#].*$/s, "");
  return `${method} ${rest || host}`.trim();
}

/**
 * What a span is called wherever it is shown. A script goes by its id, on its card as in a trace: that is what other
 * scripts and the address know it by, while its name may change between two runs.
 */
export function spanTitle(span: Span): string {
  if (isFetch(span)) return fetchTitle(span);
  return span.parentId === undefined ? span.scriptId : span.name;
}

/** The colour of a span's bar: an answer of 4xx or 5xx is a warning, because nothing has failed yet. */
export function spanTone(span: Span): SpanTone {
  if (span.status !== "success" || !isFetch(span)) return span.status;
  const { status } = fetchFacts(span);
  return status !== undefined && status >= 400 ? "warning" : "success";
}

/** What the script of a span returned as data; undefined when it returned none, or the trace left it out. */
export function outputOf({ attributes }: Span): JsonValue | undefined {
  return attributes.output;
}

function numberAt(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function textAt(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** What a span says of its end, without the script and line that the message of an error begins with. */
export function messageOf({ scriptId, statusMessage = "" }: Span): string {
  const place = /^([a-z0-9][a-z0-9_-]*):(\d+): /.exec(statusMessage);
  return place?.[1] === scriptId ? statusMessage.slice(place[0].length) : statusMessage;
}
