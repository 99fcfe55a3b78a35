import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Arena } from "./suite.ts";
import type { Task } from "./tasks.ts";

/** A process that does tasks and is itself what is killed. `command` runs a program in TypeScript. */
export function processArena(command: readonly string[], kind: string, place: string, env: object = {}): Arena {
  let current: TaskProcess | undefined;
  const living = (): TaskProcess => {
    if (!current || current.hasEnded) current = new TaskProcess(command, [kind, place], env);
    return current;
  };
  return {
    run: (task) => living().answer(task),
    runUntilKilled: (task) => living().killedBy(task),
    stop: async () => current?.stop(),
  };
}

class TaskProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown[]>;
  hasEnded = false;

  constructor([program = "", ...flags]: readonly string[], args: readonly string[], env: object) {
    const script = fileURLToPath(new URL("task-process.ts", import.meta.url));
    this.#child = spawn(program, [...flags, script, ...args], {
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
    this.#closed = once(this.#child, "close").finally(() => (this.hasEnded = true));
  }

  async answer(task: Task): Promise<unknown> {
    this.#child.stdin!.write(`${JSON.stringify(task)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`The process ended during ${JSON.stringify(task)}.`);
    const answer = JSON.parse(value) as { value?: unknown; fault?: string };
    if (answer.fault !== undefined) throw new Error(answer.fault);
    return answer.value;
  }

  async killedBy(task: Task): Promise<false> {
    this.#child.stdin!.write(`${JSON.stringify(task)}\n`);
    const { value, done } = await this.#lines.next();
    if (!done) throw new Error(`It should have been killed, and answered ${value}.`);
    const [, signal] = await this.#closed;
    if (signal !== "SIGKILL") throw new Error(`It ended with ${String(signal)}.`);
    return false;
  }

  async stop(): Promise<void> {
    this.#child.stdin!.end();
    await this.#closed;
  }
}
