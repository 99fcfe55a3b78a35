import { ratioBetween, type Report } from "./results.ts";
import type { Ratio } from "./statistics.ts";

/** A target of the project and what this run says of it. */
export interface TargetRow {
  readonly what: string;
  readonly target: string;
  /** With the spread where there is one. */
  readonly measured: string;
  /** Judged by the median. Undefined: not measured in this run. */
  readonly met?: boolean;
}

const flatHeapBytes = 1024 * 1024;

/** All targets, in the order of the table they were set in. */
export function targetRows(report: Report): TargetRow[] {
  return [
    atMost("trivial trigger of the original's", 1 / 10, ratioBetween(report, "trivial", "sluice", "original")),
    atMost("10 layers × 5 scripts of the original's", 1 / 20, ratioBetween(report, "layers", "sluice", "original")),
    atMost("4 KB enrichment of the original's", 1 / 15, ratioBetween(report, "enrichment", "sluice", "original")),
    atMost("metered through unmetered VM, both Wasm", 1.1, ratioBetween(report, "long-loop", "metered VM", "unmetered VM")),
    atMost("Wasm through own native build, CPU loop", 1.8, ratioBetween(report, "long-loop", "sluice", "native engine")),
    tailRow(report),
    numberRow("engine.wasm, gzip", 160_000, report.sizes?.["engine.wasm"].gzip, "bytes"),
    numberRow("createEngine bundle, gzip", 20_000, report.sizes?.["createEngine bundle"].gzip, "bytes"),
    numberRow("new instance from the compiled module", 3, report.coldStarts?.sluice.againMs?.median, "ms"),
    soakRow(report),
  ];
}

function atMost(what: string, limit: number, ratio: Ratio | undefined): TargetRow {
  const target = limit < 1 ? `≤ 1/${Math.round(1 / limit)}` : `≤ ${limit}×`;
  if (ratio === undefined) return notMeasured(what, target);
  const text = (value: number): string => (limit < 1 ? `1/${(1 / value).toFixed(1)}` : `${value.toFixed(2)}×`);
  const measured = `${text(ratio.median)} [${text(ratio.lower)} … ${text(ratio.upper)}]`;
  return { what, target, measured, met: ratio.median <= limit };
}

function numberRow(what: string, limit: number, value: number | undefined, unit: string): TargetRow {
  const target = `≤ ${limit.toLocaleString("en")} ${unit}`;
  if (value === undefined) return notMeasured(what, target);
  return { what, target, measured: `${Number(value.toFixed(1)).toLocaleString("en")} ${unit}`, met: value <= limit };
}

function tailRow(report: Report): TargetRow {
  const what = "p99 through median of the trivial trigger";
  const result = report.scenarios.find(({ name }) => name === "trivial")?.peers["sluice"];
  if (result?.kind !== "measured") return notMeasured(what, "≤ 5");
  const tail = result.all.p99 / result.all.median;
  return { what, target: "≤ 5", measured: tail.toFixed(1), met: tail <= 5 };
}

/** Flat: no page of linear memory more, and less than a MiB of heap, between a fifth and all of the triggers. */
function soakRow({ soak }: Report): TargetRow {
  const what = "100,000 triggers in one process";
  const target = "flat memory, 0 wrong";
  if (soak === undefined) return notMeasured(what, target);
  const early = soak.memory[1]!;
  const late = soak.memory.at(-1)!;
  const flat = late.wasm === early.wasm && late.heap - early.heap < flatHeapBytes;
  const growth = `Wasm +${kib(late.wasm - early.wasm)}, heap ${signed(late.heap - early.heap)}`;
  const measured = `${soak.triggers.toLocaleString("en")}: ${soak.wrong} wrong, ${growth}`;
  return { what, target, measured, met: flat && soak.wrong === 0 };
}

function notMeasured(what: string, target: string): TargetRow {
  return { what, target, measured: "not measured" };
}

function signed(bytes: number): string {
  return (bytes < 0 ? "−" : "+") + kib(Math.abs(bytes));
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}
