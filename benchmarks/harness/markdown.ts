import type { Machine } from "./machine.ts";
import type { ColdStarts, MemoryTable } from "./probes.ts";
import type { PeerReport, Report, ScenarioReport } from "./results.ts";
import type { Sizes } from "./sizes.ts";
import type { Ratio } from "./statistics.ts";
import { targetRows } from "./targets.ts";

/** The whole report as Markdown, which the terminal shows and the README holds. */
export function reportText(report: Report): string {
  const parts = [machineText(report), targetsText(report), peersText(report), ...report.scenarios.map(scenarioText)];
  if (report.coldStarts) parts.push(coldStartText(report.coldStarts));
  if (report.memory) parts.push(memoryText(report.memory));
  if (report.sizes) parts.push(sizesText(report.sizes));
  return parts.join("\n\n");
}

/** A table with aligned columns: the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, 3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string => {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? "";
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

function machineText({ machine, rounds, batchMs, startedAt }: Report): string {
  return machineLine({ machine, startedAt, how: `${rounds} rounds, batches of at most ${batchMs} ms` });
}

export interface Circumstances {
  readonly machine: Machine;
  readonly startedAt: string;
  readonly how: string;
}

/** When, where and how something was measured. */
export function machineLine({ machine, startedAt, how }: Circumstances): string {
  const { cpu, processors, memoryGiB, system, node, v8, load, commit } = machine;
  const busy = load.after > processors ? " **Others were at work on it, so these numbers are provisional.**" : "";
  return [
    `${startedAt.slice(0, 10)}, commit ${commit}, ${how}. ${cpu}, `,
    `${processors} processors, ${memoryGiB} GiB, ${system}, Node ${node} (V8 ${v8}). `,
    `Load before ${load.before}, after ${load.after}.${busy}`,
  ].join("");
}

function targetsText(report: Report): string {
  const rows = targetRows(report).map(({ what, target, measured, met }) => {
    return [what, target, measured, met === undefined ? "" : met ? "met" : "**missed**"];
  });
  return `### Targets\n\n${table(["what", "target", "measured", ""], rows)}`;
}

function peersText({ peers }: Report): string {
  const lines = Object.entries(peers).map(([name, description]) => `- **${name}**: ${description}.`);
  return `### Peers\n\n${lines.join("\n")}`;
}

/** Who was measured, and below the table why others were not. */
function scenarioText({ name, title, peers }: ScenarioReport): string {
  const rows: string[][] = [];
  const notes: string[] = [];
  for (const [peer, result] of Object.entries(peers)) {
    if (result.kind === "measured") rows.push([peer, ...cells(result)]);
    else notes.push(`- ${peer}: ${result.kind}: ${result.why.split("\n", 1)[0]}`);
  }
  const head = ["peer", "median µs", "min µs", "p99 µs", "times Sluice [quartiles]"];
  return `### ${name}: ${title}\n\n${[table(head, rows), notes.join("\n")].filter(Boolean).join("\n\n")}`;
}

function cells({ all, timesSluice }: Extract<PeerReport, { kind: "measured" }>): string[] {
  return [micros(all.median), micros(all.min), micros(all.p99), timesSluice ? ratioText(timesSluice) : ""];
}

function micros(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}

function ratioText({ median, lower, upper }: Ratio): string {
  const digits = median < 0.1 ? 3 : median < 10 ? 2 : 1;
  return `${median.toFixed(digits)} [${lower.toFixed(digits)} … ${upper.toFixed(digits)}]`;
}

const onlySluice = [
  "Only Sluice is started from a compiled module: wasmoon compiles inside its factory, fengari has nothing to compile, and",
  "quickjs-emscripten would need a build variant of its own.",
].join("\n");

function coldStartText(starts: ColdStarts): string {
  const rows = Object.entries(starts).map(([peer, { importMs, fromBytesMs, againMs, fromModuleMs }]) => {
    return [
      peer,
      ...[importMs, fromBytesMs, againMs, fromModuleMs].map((spread) => (spread ? ratioText(spread) : "–")),
    ];
  });
  const head = ["peer", "import ms", "from bytes ms", "further starts ms", "first, from a compiled module ms"];
  return `### Cold start, fresh process each time: to the first outcome of the trivial trigger\n\n${table(head, rows)}\n\n${onlySluice}`;
}

function memoryText(memory: MemoryTable): string {
  const kib = (bytes: number): string => (bytes / 1024).toFixed(0);
  const rows = Object.entries(memory).map(([peer, figures]) => [
    peer,
    kib(figures.wasm),
    kib(figures.touched),
    kib(figures.touchedPerWaiting),
    kib(figures.touchedPerIdle),
    kib(figures.heapPerWaiting),
    kib(figures.rssPerWaiting),
  ]);
  const head = [
    "peer",
    "Wasm, 20 wait",
    "of it touched",
    "touched per waiting",
    "touched per idle",
    "JS heap per waiting",
    "RSS per waiting",
  ];
  return `### Memory in KiB, fresh process each time\n\n${table(head, rows)}`;
}

function sizesText(sizes: Sizes): string {
  const rows = Object.entries(sizes).map(([name, { bytes, gzip }]) => [
    name,
    bytes.toLocaleString("en"),
    gzip.toLocaleString("en"),
  ]);
  return `### Sizes\n\n${table(["file", "bytes", "gzip -9"], rows)}`;
}
