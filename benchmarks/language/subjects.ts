import luaparse from "luaparse";
import { fileURLToPath } from "node:url";
import { createLanguageServer, type LanguageServer } from "../../dist/language/index.node.js";
import { NativeProgram } from "../peers/native-program.ts";
import { scriptOfSize } from "../scenarios/language.ts";

/** What is timed, and the milliseconds that are allowed for it in 99 of 100 cases. */
export interface Task {
  readonly kib: number;
  readonly what: "analysis" | "completion" | "formatting";
  readonly target: number;
}

export const tasks: readonly Task[] = [
  { kib: 5, what: "analysis", target: 4 },
  { kib: 20, what: "analysis", target: 16 },
  { kib: 100, what: "analysis", target: 80 },
  { kib: 5, what: "completion", target: 5 },
  { kib: 100, what: "formatting", target: 20 },
];

/** Milliseconds that one task took. */
export interface Sample {
  readonly ms: number;
  /** Of the processor, which others on the machine do not lengthen; in steps of some ms, so that only a mean says much. */
  readonly processorMs?: number;
}

/** Something that does such tasks. */
export interface Subject {
  readonly description: string;
  /** Undefined when it cannot do that. */
  time(task: Task, samples: number): Promise<readonly Sample[] | undefined>;
  close(): void;
}

async function timed(work: () => unknown): Promise<Sample> {
  const before = process.threadCpuUsage();
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const { user, system } = process.threadCpuUsage(before);
  return { ms, processorMs: (user + system) / 1000 };
}

/** The package's server, asked as the worker asks it: a JSON text in, JSON texts out. */
class Sluice implements Subject {
  readonly description =
    "language.wasm of the package, asked in JSON. Analysis: a change of the script, until its diagnostics are there; " +
    "completion: a change, until the members behind a dot are there; formatting: of a script that has been looked at";
  readonly #server: LanguageServer;
  #requests = 0;

  constructor(server: LanguageServer) {
    this.#server = server;
  }

  async start(): Promise<void> {
    await this.#ask("initialize", { capabilities: {}, initializationOptions: { hook: "before_signup" } });
    await this.#tell("initialized", {});
  }

  async time({ kib, what }: Task, samples: number): Promise<readonly Sample[]> {
    const script = scriptOfSize(kib);
    const textDocument = { uri: `file:///${kib}.lua`, languageId: "lua", version: 0, text: script };
    await this.#tell("textDocument/didOpen", { textDocument });
    await this.#look();
    const times: Sample[] = [];
    while (times.length < samples) {
      const contentChanges = [{ text: `${script}-- ${times.length}\n` }];
      const change = (): Promise<unknown> => this.#tell("textDocument/didChange", { textDocument, contentChanges });
      if (what === "formatting") {
        await change();
        await this.#look();
      }
      times.push(await timed(() => this.#do(what, change, script, textDocument)));
      await this.#look();
    }
    await this.#tell("textDocument/didClose", { textDocument });
    return times;
  }

  close(): void {}

  async #do(what: Task["what"], change: () => Promise<unknown>, script: string, textDocument: object): Promise<void> {
    if (what === "formatting") {
      await this.#ask("textDocument/formatting", { textDocument, options: { tabSize: 4, insertSpaces: true } });
      return;
    }
    await change();
    if (what === "analysis") await this.#look();
    else await this.#ask("textDocument/completion", { textDocument, position: positionToComplete(script) });
  }

  async #look(): Promise<void> {
    while (this.#server.hasWork()) await this.#server.idle();
  }

  #tell(method: string, params: object): Promise<string[]> {
    return this.#server.receive(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  #ask(method: string, params: object): Promise<string[]> {
    return this.#server.receive(JSON.stringify({ jsonrpc: "2.0", id: ++this.#requests, method, params }));
  }
}

export async function sluice(): Promise<Subject> {
  const subject = new Sluice(await createLanguageServer());
  await subject.start();
  return subject;
}

/** Behind the first dot in the second half. */
function positionToComplete(script: string): { line: number; character: number } {
  const before = script.slice(0, script.indexOf(".", script.length / 2) + 1).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

export function native(): Subject {
  const path = new URL("../../build/native-release/benchmarks/bench_language", import.meta.url);
  const program = new NativeProgram(fileURLToPath(path));
  return {
    description: "the same analysis compiled for this machine, without JSON",
    async time({ kib, what }, samples) {
      if (what !== "analysis") return undefined;
      program.tell("script", JSON.stringify(scriptOfSize(kib)));
      const { nanoseconds } = await program.run({ samples, milliseconds: 0 });
      return nanoseconds.map((each) => ({ ms: each / 1e6 }));
    },
    close: () => program.close(),
  };
}

export function parser(): Subject {
  const options = { luaVersion: "5.3", locations: true, ranges: true } as const;
  return {
    description:
      "luaparse 0.3.1, a parser of Lua 5.3 in JavaScript: parsing alone, of the script without the attributes of Lua 5.4",
    async time({ kib, what }, samples) {
      if (what !== "analysis") return undefined;
      const script = scriptOfSize(kib).replace(/ *<(?:const|close)>/g, "");
      const times: Sample[] = [];
      while (times.length < samples) {
        const text = `${script}-- ${times.length}\n`;
        times.push(await timed(() => luaparse.parse(text, options)));
      }
      return times;
    },
    close: () => undefined,
  };
}
