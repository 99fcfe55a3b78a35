import type { Outcome, Span, Trace } from "sluice";

import { cut } from "./table.ts";
import { plain, type Style, type Terminal } from "./terminal.ts";

const styles: Readonly<Record<string, Style>> = {
  success: "green",
  allowed: "green",
  blocked: "yellow",
  denied: "yellow",
  error: "red",
  skipped: "dim",
};
const widestBar = 32;

/** The outcome on a line, and its data. */
export function outcomeLines(outcome: Outcome, terminal: Terminal): string[] {
  if (!outcome.allowed) {
    const code = outcome.code === undefined ? "" : ` (${outcome.code})`;
    return [`${paintStatus("denied", terminal)}${plain(code)}: ${plain(outcome.error)}`];
  }
  const data = outcome.data && Object.keys(outcome.data).length > 0 ? ` ${JSON.stringify(outcome.data)}` : "";
  return [`${paintStatus("allowed", terminal)}${plain(data)}`];
}

function paintStatus(status: string, terminal: Terminal): string {
  return terminal.paint(styles[status] ?? "dim", status);
}

/**
 * A trace as a waterfall, as wide as the terminal: layer by layer its scripts, under each its spans, errors and logs.
 */
export function waterfall(trace: Trace, terminal: Terminal): string[] {
  const spans = trace.spans.toSorted((a, b) => a.sequence - b.sequence);
  const instructions = rootsOf(spans).reduce((sum, span) => sum + span.instructions, 0);
  const cost = `${durationText(trace, trace)}  ${count(instructions)} instructions`;
  const head = `${trace.trigger}  ${paintStatus(trace.status, terminal)}  ${cost}`;
  const layers = [...new Set(spans.map(({ layerIndex }) => layerIndex))];
  return [
    head,
    ...layers.flatMap((layer) => [
      terminal.paint("dim", `layer ${layer + 1}`),
      ...rootsOf(spans)
        .filter(({ layerIndex }) => layerIndex === layer)
        .flatMap((span) => spanLines(span, 1, trace, spans, terminal)),
    ]),
    ...(trace.spansLeftOut ? [`… and ${trace.spansLeftOut} more spans`] : []),
  ];
}

function rootsOf(spans: readonly Span[]): Span[] {
  return spans.filter(({ parentId }) => parentId === undefined);
}

function spanLines(span: Span, depth: number, trace: Trace, spans: readonly Span[], terminal: Terminal): string[] {
  const indent = "  ".repeat(depth);
  const children = spans.filter(({ parentId }) => parentId === span.id);
  return [
    spanLine(span, indent, trace, terminal),
    ...detailLines(span).map((line) => terminal.paint("dim", cut(`${indent}  ${plain(line)}`, terminal.columns))),
    ...children.flatMap((child) => spanLines(child, depth + 1, trace, spans, terminal)),
  ];
}

function spanLine(span: Span, indent: string, trace: Trace, terminal: Terminal): string {
  const bar = barWidth(terminal.columns);
  const name = cut(`${indent}${plain(span.name)}`, nameWidth(terminal.columns)).padEnd(nameWidth(terminal.columns));
  const cost = span.parentId === undefined ? count(span.instructions) : "";
  const columns = [
    name,
    ...(bar > 0 ? [terminal.paint("cyan", barOf(span, trace, bar))] : []),
    durationText(span, trace).padStart(9),
    cost.padStart(8),
    paintStatus(span.status, terminal) + plain(httpText(span)),
  ];
  return columns.join("  ");
}

function nameWidth(columns: number): number {
  return Math.max(16, Math.min(40, columns - 40 - barWidth(columns)));
}

function barWidth(columns: number): number {
  return columns < 70 ? 0 : Math.min(widestBar, columns - 68);
}

/** Where in the trace a span lies. A clock that stands still tells nothing about that. */
function barOf(span: Span, trace: Trace, width: number): string {
  const whole = trace.endedAt - trace.startedAt;
  if (trace.clock === "frozen" || whole <= 0) return " ".repeat(width);
  const from = Math.min(width - 1, Math.floor(((span.startedAt - trace.startedAt) / whole) * width));
  const length = Math.max(1, Math.round((span.durationMs / whole) * width));
  return " ".repeat(from) + "━".repeat(Math.min(length, width - from)).padEnd(width - from);
}

function durationText({ durationMs }: { readonly durationMs: number }, { clock }: Trace): string {
  return clock === "frozen" && durationMs === 0 ? "–" : `${durationMs} ms`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function httpText({ attributes }: Span): string {
  const status = attributes["http.response.status_code"];
  const host = attributes["server.address"];
  return `${typeof status === "number" ? ` ${status}` : ""}${typeof host === "string" ? ` ${host}` : ""}`;
}

function detailLines({ errorCode, statusMessage, line, logs, status }: Span): string[] {
  const where = line === undefined ? "" : ` at line ${line}`;
  const failed = status === "error" ? [`${errorCode ?? "error"}${where}: ${statusMessage ?? ""}`] : [];
  return [...failed, ...logs.map((log) => `${log.level}: ${log.text}`)];
}
