import { createInterface } from "node:readline/promises";

import { Fault } from "../command.ts";
import type { Terminal } from "./terminal.ts";

/** Asks whether to go on. Without a terminal nobody can answer: a Fault then, which says what to do. */
export async function confirm(terminal: Terminal, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!terminal.interactive) throw new Fault("there is no terminal to ask on: give --yes to go on without being asked");
  const lines = createInterface({ input: terminal.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** A secret from standard input: typed without being shown, or everything that is piped in, without its line break. */
export async function readSecret(terminal: Terminal, prompt: string): Promise<string> {
  const { stdin } = terminal;
  if (!stdin.isTTY) return (await readAll(stdin)).replace(/\r?\n$/, "");
  // Before anybody is asked: what is typed at once must not be shown either.
  stdin.setRawMode(true);
  process.stderr.write(prompt);
  try {
    return await typedLine(stdin);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    process.stderr.write("\n");
  }
}

/** Everything of a stream as text. */
export async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString("utf8");
}

function typedLine(stdin: NodeJS.ReadStream): Promise<string> {
  let typed = "";
  return new Promise((resolve, reject) => {
    const take = (part: Buffer | string): void => {
      for (const key of String(part)) {
        if (key === "\r" || key === "\n") return done(() => resolve(typed));
        if (key === "\u0003" || key === "\u0004") return done(() => reject(new Fault("nothing was set")));
        typed = key === "\u007f" ? typed.slice(0, -1) : typed + key;
      }
    };
    const done = (end: () => void): void => {
      stdin.off("data", take);
      end();
    };
    stdin.on("data", take);
    stdin.resume(); // after an earlier question it stands still
  });
}
