import type { PlanScript } from "sluice";

import { planFor, type Folder } from "./folder.ts";
import type { Finding } from "./finding.ts";

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly severity?: number;
  readonly code?: string;
  readonly message: string;
}

interface Report {
  readonly items?: readonly Diagnostic[];
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
}

/** What the language service says about the scripts, each in the pipelines that it stands in. */
export async function languageCheck(folder: Folder): Promise<Finding[]> {
  // Its WebAssembly is the largest file of the package, which other commands do without.
  const { createLanguageServer } = await import("sluice/language");
  const server = await createLanguageServer();
  let id = 0;
  const ask = async (method: string, params: object): Promise<unknown> => {
    const answers = await server.receive(JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }));
    return answers.map((text) => JSON.parse(text) as Answer).find((answer) => answer.id === id)?.result;
  };
  const tell = (method: string, params: object): Promise<unknown> =>
    server.receive(JSON.stringify({ jsonrpc: "2.0", method, params }));
  const initializationOptions = { diagnostics: "pull", pipelines: await pipelinesOf(folder) };
  await ask("initialize", { processId: null, rootUri: null, capabilities: {}, initializationOptions });
  await tell("initialized", {});
  const found: Finding[] = [];
  for (const [path, text] of Object.entries(folder.files).filter(([name]) => name.endsWith(".lua"))) {
    const textDocument = { uri: uriOf(path), languageId: "lua", version: 1, text };
    await tell("textDocument/didOpen", { textDocument });
    const report = (await ask("textDocument/diagnostic", { textDocument: { uri: uriOf(path) } })) as Report | undefined;
    found.push(...(report?.items ?? []).flatMap((item) => findingOf(path, item)));
  }
  return found;
}

const uriOf = (path: string): string => `sluice:///${path}`;

/** Pipelines that cannot be planned are told of by those who compile them. */
async function pipelinesOf(folder: Folder): Promise<object[]> {
  const triggers = Object.keys(folder.files).flatMap((path) => /^pipelines\/(.*)\.json$/.exec(path)?.[1] ?? []);
  const plans = await Promise.all(triggers.map((trigger) => planFor(folder, trigger).catch(() => undefined)));
  return plans.flatMap((plan) => {
    if (!plan) return [];
    const { trigger, mode, onError, layers } = plan;
    const located = layers.map((layer) => layer.map(locatedScript));
    return [{ hook: trigger, ...(mode && { mode }), ...(onError && { onError }), layers: located }];
  });
}

function locatedScript({ id, name, code }: PlanScript): object {
  return { id, name, uri: uriOf(`scripts/${id}.lua`), text: code };
}

const severities: Readonly<Record<number, Finding["severity"]>> = { 1: "error", 2: "warning" };

/** Hints are for editors. */
function findingOf(path: string, { range, severity = 1, code = "language", message }: Diagnostic): Finding[] {
  const known = severities[severity];
  return known ? [{ path, line: range.start.line + 1, severity: known, code, message }] : [];
}
