#!/usr/bin/env node
// sluice-lsp: the language server for editors that start a process. Messages over standard input and output with their
// headers, as the native program has them. Ends with what the protocol asks for: 0 after `shutdown`, else 1.
import { setImmediate } from "node:timers/promises";
import { framed, FrameReader } from "./framing.ts";
import { createLanguageServer } from "./index.node.ts";
import { MessagePump } from "./message-pump.ts";

const usage = "usage: sluice-lsp [--stdio]\n";

function end(code: number): void {
  process.stdout.write("", () => process.exit(code));
}

const unknown = process.argv.slice(2).find((argument) => argument !== "--stdio");
if (unknown !== undefined) {
  process.stderr.write(usage);
  process.exit(2);
}

const pump = new MessagePump({
  send: (message) => void process.stdout.write(framed(message)),
  pause: () => setImmediate(),
  onExit: end,
});
const reader = new FrameReader();
process.stdin.on("data", (chunk: Uint8Array) => {
  try {
    for (const message of reader.push(chunk)) pump.push(message);
  } catch (error) {
    process.stderr.write(`sluice-lsp: ${String(error)}\n`);
    end(1);
  }
});
process.stdin.on("end", () => pump.end());
pump.serve(await createLanguageServer());
