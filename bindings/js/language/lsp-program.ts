#!/usr/bin/env node
// sluice-lsp: the language server for editors that start a process. The same as the native program (bindings/lsp), byte
// by byte; this one comes with the package and needs nothing to be compiled.
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { framed, FrameReader } from "./framing.ts";
import { createLanguageServer } from "./index.node.ts";
import { MessagePump } from "./message-pump.ts";

const help = `sluice-lsp [--stdio] - the language server for scripts of Sluice, over standard input and output.

  --stdio    what it does anyway; editors say so
  --version  prints the version
  --help     prints this

docs/language-service.md tells how editors are set up for it.
`;

function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** What these arguments end the program with at once; undefined: it serves. */
function endedBy(options: readonly string[]): number | undefined {
  for (const option of options) {
    if (option === "--help" || option === "-h") return print(help);
    if (option === "--version") return print(`sluice-lsp ${version()}\n`);
    // Some editors name their process, so that servers can look whether it lives; the end of the input says so too.
    if (option === "--stdio" || option.startsWith("--clientProcessId=")) continue;
    process.stderr.write(`sluice-lsp: unknown argument: ${option}\n${help}`);
    return 2;
  }
  return undefined;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/**
 * Lets the process end when what was written is out. Not by process.exit(): Node joins V8's threads in it, and one that
 * compiles may wait there for a collection that only the thread that joins could make.
 */
function end(code: number): void {
  process.exitCode = code;
  process.stdin.destroy();
}

async function serve(): Promise<void> {
  const pump = new MessagePump({
    send: (message) => void process.stdout.write(framed(message)),
    pause: () => setImmediate(),
    onExit: end,
  });
  const reader = new FrameReader();
  process.stdin.on("data", (chunk: Uint8Array) => reader.push(chunk).forEach((message) => pump.push(message)));
  process.stdin.on("end", () => pump.end());
  // When nobody reads any more, neither will anybody write.
  process.stdout.on("error", () => end(1));
  pump.serve(await createLanguageServer());
}

const code = endedBy(process.argv.slice(2));
if (code === undefined) await serve();
else process.exitCode = code;
