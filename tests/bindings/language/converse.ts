import { spawn } from "node:child_process";
import { framed, FrameReader } from "../../../bindings/js/language/framing.ts";
import { read } from "./session.ts";

export interface Ended {
  readonly code: number | null;
  readonly answers: string[];
}

/** Runs a language server's program with these messages. Each request is answered before the next message is written. */
export function converse([file, options]: [string, string[]], messages: readonly string[]): Promise<Ended> {
  const child = spawn(file, [...options, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const reader = new FrameReader();
  const answers: string[] = [];
  const left = [...messages];
  const writeOn = (): void => {
    for (let message = left.shift(); message !== undefined; message = left.shift()) {
      child.stdin.write(framed(message));
      if (message.startsWith("{") && read(message).id !== undefined) return;
    }
    child.stdin.end();
  };
  child.stdout.on("data", (chunk: Buffer) => {
    for (const answer of reader.push(chunk)) {
      answers.push(answer);
      if (read(answer).id !== undefined && read(answer).id !== null) writeOn();
    }
  });
  writeOn();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, answers }));
  });
}
