import { readdirSync, readFileSync } from "node:fs";
import { createLanguageServer } from "sluice/language";
import { expect, test } from "vitest";
import { readLuat, type Luat } from "./luat.ts";
import { answersOf, didOpen, notice, read, request } from "./session.ts";

const folder = new URL("../../core/language/fixtures/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".luat"));
const uri = "file:///fixture.lua";

/** In the protocol's numbers. */
const severities: Record<number, string> = { 1: "error", 2: "warning", 4: "hint" };

interface Diagnostic {
  readonly range: { readonly start: { line: number; character: number }; readonly end: { character: number } };
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

function shown({ range: { start, end }, severity, code, message }: Diagnostic): string {
  return `${start.line}:${start.character}-${end.character} ${severities[severity]}[${code}]: ${message}`;
}

/** Whether a mark stands for what is shown: its message is a part of it. */
function isMark(mark: string, text: string): boolean {
  const [head, ...message] = mark.split("]: ");
  return text.startsWith(head!) && text.includes(message.join("]: "));
}

async function diagnosticsOf({ code, hook, secrets, layers }: Luat): Promise<string[]> {
  const server = await createLanguageServer();
  const mine = { id: "fixture", uri };
  const all = layers.length > 0 ? [...layers, [mine]] : [];
  const answers = await answersOf(server, [
    request("initialize", { processId: null, rootUri: null, capabilities: {}, initializationOptions: { hook } }),
    notice("initialized", {}),
    ...(all.length > 0 ? [notice("sluice/pipelineDidChange", { hook, layers: all })] : []),
    ...(secrets.length > 0 ? [notice("sluice/workspaceDidChange", { secrets })] : []),
    didOpen(code, uri),
  ]);
  const told = answers.map(read).filter(({ params }) => params?.uri === uri);
  return (told.at(-1)?.params.diagnostics ?? []).map(shown);
}

test.each(names)("the fixture %s has the diagnostics of its marks", async (name) => {
  const luat = readLuat(readFileSync(new URL(name, folder), "utf8"));
  const left = await diagnosticsOf(luat);
  for (const mark of luat.marks) {
    const found = left.findIndex((text) => isMark(mark, text));
    expect(found, `${mark}\nof\n${left.join("\n")}`).toBeGreaterThanOrEqual(0);
    left.splice(found, 1);
  }
  expect(left).toEqual([]);
});
