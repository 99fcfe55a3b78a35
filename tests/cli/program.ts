import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { adminToken, variables } from "../edge-worker/settings.ts";

export const program = fileURLToPath(new URL("../../dist/program.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with what `form` finds in the output. Rejects when the program ends before. */
  until(form: RegExp): Promise<RegExpExecArray>;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts the program. Its environment is the one given and nothing else. */
export function start(args: readonly string[], { cwd, env = {}, input }: Surroundings): Started {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: "pipe",
  });
  let [out, err] = ["", ""];
  const listeners = new Set<() => void>();
  child.stdout.on("data", (part: Buffer) => ((out += String(part)), listeners.forEach((tell) => tell())));
  child.stderr.on("data", (part: Buffer) => ((err += String(part)), listeners.forEach((tell) => tell())));
  // A program that ends without reading is no fault of the test.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  const until = (form: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = form.exec(out + err);
        if (found) resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended before ${String(form)}:\n${out}${err}`)));
    });
  return { child, ended, until };
}

/** Runs the program to its end. */
export function run(args: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return start(args, surroundings).ended;
}

/** Whether programs can be run on a terminal here: by script(1). */
export const hasTerminals = spawnSync("script", ["--version"]).status === 0;

/** Runs the program on a terminal and types each answer when its question stands there. Answers all that was shown. */
export async function runOnTerminal(
  args: readonly string[],
  { cwd, env = {} }: Surroundings,
  answers: readonly (readonly [question: string, typed: string])[],
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const command = [process.execPath, program, ...args].join(" ");
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: "pipe",
  });
  const waiting = [...answers];
  let shown = "";
  let answered = 0;
  child.stdout.on("data", (part: Buffer) => {
    shown += String(part);
    const [question, typed] = waiting[0] ?? [];
    if (question === undefined || !shown.includes(question, answered)) return;
    answered = shown.length;
    waiting.shift();
    child.stdin.write(typed);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, shown };
}

/** A folder of its own for a test, and how to be rid of it. */
export function temporary(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "sluice-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface ServedWorker {
  /** What a command needs to talk to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  stop(): Promise<void>;
}

/** A worker on a port of its own, with everything in memory. */
export async function serveWorker(cwd: string): Promise<ServedWorker> {
  const served = start(["serve", "--store", "memory", "--port", "0"], { cwd, env: variables });
  const [, url = ""] = await served.until(/listens on (\S+);/);
  return {
    url,
    env: { SLUICE_SERVER: url, SLUICE_TOKEN: adminToken },
    stop: async () => {
      served.child.kill("SIGTERM");
      await served.ended;
    },
  };
}

/** Changes a file of a folder. */
export function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, "utf8")));
}
