import { withDeadline } from "./host/deadline.ts";
import { isJsonObject } from "./json.ts";
import type { Fetch, TraceExporter } from "./options.ts";

export interface OtlpExporterOptions {
  /** Where the collector takes traces over HTTP, as in `https://collector.example/v1/traces`. */
  readonly url: string;
  /** Sent with each trace, as in `{authorization: "Bearer …"}`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** How long the collector may take to answer, in ms. Default 10,000. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

/**
 * An exporter that pushes each trace to an OpenTelemetry collector, as OTLP/JSON over HTTP, once. It rejects when the
 * collector does not take the whole trace; nothing is sent again. Throws a TypeError for a URL that is none.
 */
export function otlpExporter(options: OtlpExporterOptions): TraceExporter {
  const { href } = new URL(options.url);
  const { headers = {}, fetch = (url, init) => globalThis.fetch(url, init), timeoutMs = defaultTimeoutMs } = options;
  const late = () => new Error(`the collector did not answer within ${timeoutMs} ms`);
  return async (_trace, toOtlp) => {
    const body = JSON.stringify(await toOtlp());
    const request = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
    await withDeadline(timeoutMs, undefined, late, async (signal) =>
      requireTaken(await fetch(href, { ...request, signal })),
    );
  };
}

/** A collector may take a request and refuse what is in it. Its answer is read to the end in any case. */
async function requireTaken(response: Response): Promise<void> {
  const text = await response.text();
  if (!response.ok) throw new Error(`the collector answered ${response.status}`);
  const partial = text.includes("partialSuccess") ? partialSuccessOf(JSON.parse(text)) : undefined;
  // 64-bit numbers are texts in OTLP/JSON.
  if (Number(partial?.rejectedSpans ?? 0) > 0)
    throw new Error(`the collector refused ${Number(partial?.rejectedSpans)} spans`);
}

function partialSuccessOf(answer: unknown): Record<string, unknown> | undefined {
  return isJsonObject(answer) && isJsonObject(answer.partialSuccess) ? answer.partialSuccess : undefined;
}
