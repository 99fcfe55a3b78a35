import { createHash } from "node:crypto";
import { LuaFactory, type LuaEngine } from "wasmoon";
import type { JsonObject, Scenario } from "../scenarios/scenario.ts";
import { FetchStub } from "./fetch-stub.ts";
import { inProcess, type Contestant, type Peer } from "./peer.ts";
import { fetchedAnswer, runPipeline, type RunScript, type ScriptAnswer } from "./pipeline.ts";

const defaultInstructions = 50_000;
const scriptTimeoutMs = 10_000;

/** The original's: contexts are proxies, `null` and `Promise` are globals. */
const engineOptions = { injectObjects: true, enableProxy: true, openStandardLibs: true };

/** Globals that the original takes away. It keeps `debug`, because its limit is a hook. */
const removedGlobals = [
  "os", "io", "package", "require", "loadfile", "dofile", "loadstring", "load", "rawset", "rawget",
];

/**
 * What stands before each script: the hook, which counts hundreds of instructions, and `await`, which asks the host for
 * the answer that arrived last, in whatever run.
 */
function prelude(instructions: number): string {
  return `
local spent = 0
debug.sethook(function()
  spent = spent + 100
  if spent > ${instructions} then error("Script exceeded instruction limit (${instructions} operations)") end
end, "", 100)
function await(promise)
  coroutine.yield(promise)
  return helpers.getLastAsync()
end
`;
}

/** The host side of the original: one for all runs, its last answer too. */
class Host {
  readonly #fetch: (url: string) => Promise<Response>;
  #lastAnswer: unknown = null;

  constructor(stub: FetchStub) {
    this.#fetch = stub.fetch;
  }

  /** Made anew for each run. */
  helpers(): object {
    return {
      now: () => Date.now(),
      hash: (text: string, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex"),
      fetch: async (url: string) => (this.#lastAnswer = await fetchedAnswer(await this.#fetch(url))),
      getLastAsync: () => this.#lastAnswer,
    };
  }
}

/** Runs a script on an engine the way the original does. The timer of its time-out is cleared here, unlike there. */
async function runOn(engine: LuaEngine, host: Host, code: string, context: JsonObject): Promise<ScriptAnswer | undefined> {
  engine.global.set("helpers", host.helpers());
  engine.global.set("context", context);
  for (const name of removedGlobals) engine.global.set(name, undefined);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Script execution timeout")), scriptTimeoutMs);
  });
  try {
    return (await Promise.race([engine.doString(code), timeout])) as ScriptAnswer | undefined;
  } finally {
    clearTimeout(timer);
    engine.global.set("helpers", undefined);
    engine.global.set("context", undefined);
  }
}

/**
 * Engines that are used again by whoever comes next. wasmoon leaves the result of each doString on the engine's stack,
 * which overflows after some forty runs; the reset on release is all that differs from the original.
 */
class Pool {
  readonly #factory: LuaFactory;
  readonly #idle: LuaEngine[] = [];

  constructor(factory: LuaFactory) {
    this.#factory = factory;
  }

  async acquire(): Promise<LuaEngine> {
    return this.#idle.pop() ?? this.#factory.createEngine(engineOptions);
  }

  release(engine: LuaEngine): void {
    engine.global.setTop(0);
    this.#idle.push(engine);
  }

  close(): void {
    for (const engine of this.#idle.splice(0)) engine.global.close();
  }
}

/** The original's way: wasmoon, engines pooled. */
export const wasmoonPooled: Peer = {
  name: "original",
  description:
    "the original's way: wasmoon 1.16.0, engines pooled and used again, globals set for each run, a count hook in Lua; " +
    "its stack reset after each run so that it survives, its time-out's timer cleared, no trace",
  cannot: () => undefined,
  async prepare(scenario) {
    const pool = new Pool(new LuaFactory());
    return wasmoonContestant(scenario, (host, prefix) => async (script, context) => {
      const engine = await pool.acquire();
      try {
        return await runOn(engine, host, prefix + script.lua, context);
      } finally {
        pool.release(engine);
      }
    }, () => pool.close());
  },
};

/** wasmoon with a new engine for each script run, which isolates runs from one another. */
export const wasmoonFresh: Peer = {
  name: "wasmoon",
  description: "wasmoon 1.16.0, a new engine for each script run, else the same; no trace",
  cannot: () => undefined,
  async prepare(scenario) {
    const factory = new LuaFactory();
    return wasmoonContestant(scenario, (host, prefix) => async (script, context) => {
      const engine = await factory.createEngine(engineOptions);
      try {
        return await runOn(engine, host, prefix + script.lua, context);
      } finally {
        engine.global.close();
      }
    });
  },
};

function wasmoonContestant(
  scenario: Scenario,
  runnerFor: (host: Host, prefix: string) => RunScript,
  close?: () => void,
): Contestant {
  const host = new Host(new FetchStub(scenario));
  const runScript = runnerFor(host, prelude(scenario.instructions ?? defaultInstructions));
  return inProcess(scenario, () => runPipeline(scenario, runScript), close ? { close } : {});
}
