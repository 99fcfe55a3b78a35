import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { BatchSize } from "./peer.ts";

/** What a batch of a native program comes to. */
export interface NativeBatch {
  readonly nanoseconds: readonly number[];
  /** Whether all answers of the batch were equal. */
  readonly same: boolean;
  readonly answer: unknown;
}

/** A program that speaks the protocol of native/batch.h; it idles while others are measured. */
export class NativeProgram {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#process = spawn(path, { stdio: ["pipe", "pipe", "inherit"] });
    // Told by the answer that does not come.
    this.#process.on("error", () => undefined);
    this.#process.stdin.on("error", () => undefined);
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Says something that is not answered. */
  tell(word: string, rest: string): void {
    if (rest.includes("\n")) throw new Error(`the argument of ${word} must be one line`);
    this.#process.stdin.write(`${word} ${rest}\n`);
  }

  async run({ samples, milliseconds }: BatchSize): Promise<NativeBatch> {
    this.tell("run", `${samples} ${milliseconds}`);
    return JSON.parse(await this.#answer()) as NativeBatch;
  }

  close(): void {
    this.#process.stdin.end();
  }

  async #answer(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.#path} ended; it says why above`);
    return value;
  }
}
