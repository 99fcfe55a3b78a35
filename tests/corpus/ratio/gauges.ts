import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What one run took, in the gauge's own unit, and was charged. */
export interface Cost {
  readonly cost: number;
  readonly instructions: number;
  /** It was ended before it was over: the cost is that so far, the instructions those it may have at most. */
  readonly unfinished?: boolean;
}

export interface Gauge {
  readonly name: string;
  measure(code: string): Promise<Cost>;
  show(cost: Cost): string;
  close(): Promise<void>;
}

/** CPU time that a run may take. */
const patienceSeconds = 1;
/** The default of the catalog's limit `instructions`. */
const budget = 50_000;

/** A run that did not end within the gauge's patience. */
export function unfinished(cost: number): Cost {
  return { cost, instructions: budget, unfinished: true };
}

export function showMicroseconds({ cost, unfinished: cut }: Cost): string {
  return `${cut ? "> " : ""}${(cost / 1000).toFixed(0)} µs`;
}

const build = new URL("../../../build/native-release/", import.meta.url);
const program = fileURLToPath(new URL("tests/corpus/ratio/corpus_ratio", build));

/** Time in nanoseconds, in a process of its own. */
export const nativeGauge: Gauge = {
  name: "native",
  show: showMicroseconds,
  close: async () => undefined,
  measure: async (input) => {
    const run = spawnSync(program, ["20", String(patienceSeconds)], { input, encoding: "utf8" });
    if (run.signal !== null) return unfinished(patienceSeconds * 1e9);
    return answerOf(run.stdout, run.stderr);
  },
};

/** Machine instructions of the whole process; what starting it takes is in both runs that are compared. */
export const refsGauge: Gauge = {
  name: "native, machine instructions",
  show: ({ cost, unfinished: cut }) => (cut ? "does not end" : `${(cost / 1e6).toFixed(1)} M`),
  close: async () => undefined,
  measure: async (input) => {
    const valgrind = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];
    const command = [program, "1", String(20 * patienceSeconds)];
    const run = spawnSync("valgrind", [...valgrind, ...command], { input, encoding: "utf8" });
    if (run.signal !== null) return unfinished(Infinity);
    const refs = /I\s+refs:\s+([\d,]+)/.exec(run.stderr)?.[1];
    if (refs === undefined) throw new Error(`Valgrind counted nothing: ${run.stderr}`);
    return { ...answerOf(run.stdout, run.stderr), cost: Number(refs.replaceAll(",", "")) };
  },
};

function answerOf(stdout: string, stderr: string): Cost {
  const [cost, instructions] = stdout.trim().split(" ").map(Number);
  if (cost === undefined || instructions === undefined) throw new Error(`${program} failed: ${stderr}`);
  return { cost, instructions };
}
