import { fileURLToPath } from "node:url";
import { fetchedBody, type Json, type Scenario } from "../scenarios/scenario.ts";
import { NativeProgram } from "./native-program.ts";
import { verify, WrongAnswer, type Contestant, type Peer } from "./peer.ts";
import { planOf } from "./sluice-plan.ts";

const folder = new URL("../../build/native-release/benchmarks/", import.meta.url);

/** The commands that make bench_engine ready for a scenario, as pairs of word and argument. */
export function engineCommands(scenario: Scenario): [string, string][] {
  const headers = { "content-type": "application/json" };
  const reply = { status: 200, headers, body: JSON.stringify(fetchedBody) };
  return [
    ["configure", JSON.stringify({ limits: scenario.instructions ? { instructions: scenario.instructions } : {} })],
    ["plan", JSON.stringify(planOf(scenario))],
    ["context", JSON.stringify(scenario.context)],
    ["reply", JSON.stringify(reply)],
    ["inflight", String(scenario.inFlight)],
  ];
}

/** The engine compiled for this machine, without the package. */
export const nativeEngine: Peer = {
  name: "native engine",
  description: "Sluice's core compiled for this machine, timed at its boundary, trace included; no package, no host",
  cannot: () => undefined,
  async prepare(scenario) {
    return nativeContestant("bench_engine", scenario, engineCommands(scenario));
  },
};

/** Plain Lua. */
export const nativeLua: Peer = {
  name: "native Lua",
  description:
    "pristine Lua 5.4 compiled for this machine: one state for everything, no limit, no isolation, no JSON, no trace",
  cannot: () => undefined,
  async prepare(scenario) {
    const layers = scenario.layers.map((layer) => layer.map(({ id, lua }) => ({ id, code: lua })));
    const { context, inFlight } = scenario;
    const expression = luaExpression({ layers, context, inFlight, reply: { status: 200, ok: true, body: fetchedBody } });
    return nativeContestant("bench_lua", scenario, [["scenario", expression]]);
  },
};

async function nativeContestant(
  target: string,
  scenario: Scenario,
  commands: readonly [string, string][],
): Promise<Contestant> {
  const program = new NativeProgram(fileURLToPath(new URL(target, folder)));
  for (const [word, rest] of commands) program.tell(word, rest);
  return {
    async batch(size) {
      const { nanoseconds, same, answer } = await program.run(size);
      if (!same) throw new WrongAnswer(scenario, "answers of one batch that differ");
      verify(scenario, answer);
      return nanoseconds.map((time) => time / 1_000);
    },
    async close() {
      program.close();
    },
  };
}

/** A value as a Lua expression of one line. */
function luaExpression(value: Json): string {
  if (value === null) return "nil";
  if (typeof value === "string") return luaString(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `{${value.map(luaExpression).join(",")}}`;
  return `{${Object.entries(value).map(([key, member]) => `[${luaString(key)}]=${luaExpression(member)}`).join(",")}}`;
}

function luaString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => (character === "\n" ? "\\n" : `\\${character}`))}"`;
}
