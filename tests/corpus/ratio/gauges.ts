import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What one run took, in the gauge's own unit, and was charged. */
export interface Cost {
  readonly cost: number;
  readonly instructions: number;
  /**
   * It was ended before it was over: the cost is that so far, the instructions those it may have at most. NaN for what
   * the host of native tests does not do.
   */
  readonly unfinished?: boolean;
}

export interface Gauge {
  readonly name: string;
  /** What a fast run of each script costs. They take turns, so that a machine that slows down slows all of them. */
  measure(codes: readonly string[]): Promise<readonly Cost[]>;
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

/** Time in nanoseconds, in a process of its own. Only the last script may fail to end. */
export const nativeGauge: Gauge = {
  name: "native",
  show: showMicroseconds,
  close: async () => undefined,
  measure: async (codes) => {
    const input = codes.join("\0");
    const run = spawnSync(program, ["20", String(patienceSeconds)], { input, encoding: "utf8" });
    if (run.signal !== null) {
      const cost = run.signal === "SIGXCPU" ? patienceSeconds * 1e9 : NaN;
      return [...(await nativeGauge.measure(codes.slice(0, -1))), unfinished(cost)];
    }
    return answersOf(run.stdout, run.stderr);
  },
};

const counted = new Map<string, Cost>();

/** Machine instructions of the whole process; what starting it takes is in both runs that are compared. */
export const refsGauge: Gauge = {
  name: "native, machine instructions",
  show: ({ cost, unfinished: cut }) => (cut ? "does not end" : `${(cost / 1e6).toFixed(1)} M`),
  close: async () => undefined,
  measure: async (codes) =>
    codes.map((code) => {
      const cost = counted.get(code) ?? countRefs(code);
      counted.set(code, cost);
      return cost;
    }),
};

function countRefs(input: string): Cost {
  const valgrind = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];
  const command = [program, "1", String(20 * patienceSeconds)];
  const run = spawnSync("valgrind", [...valgrind, ...command], { input, encoding: "utf8" });
  if (run.signal !== null) return unfinished(run.signal === "SIGXCPU" ? Infinity : NaN);
  const refs = /I\s+refs:\s+([\d,]+)/.exec(run.stderr)?.[1];
  const [answer] = answersOf(run.stdout, run.stderr);
  if (refs === undefined || answer === undefined) throw new Error(`Valgrind counted nothing: ${run.stderr}`);
  return { ...answer, cost: Number(refs.replaceAll(",", "")) };
}

/** One line for each script. */
function answersOf(stdout: string, stderr: string): Cost[] {
  if (stdout === "") throw new Error(`${program} failed: ${stderr}`);
  return stdout.trim().split("\n").map((line) => {
    const [cost = NaN, instructions = NaN] = line.split(" ").map(Number);
    return { cost, instructions };
  });
}
