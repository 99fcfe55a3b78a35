import { createLanguageServer } from "sluice/language";

/** Severities of the protocol that are no mere hints. */
const severities: Readonly<Record<number, string>> = { 1: "error", 2: "warning" };

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

/** What the language service says against a script for a hook, a line for each. */
export async function findingsIn(text: string, hook?: string): Promise<string[]> {
  const server = await createLanguageServer();
  const send = (message: object): Promise<string[]> => server.receive(JSON.stringify({ jsonrpc: "2.0", ...message }));
  const uri = "file:///block.lua";
  const initializationOptions = { diagnostics: "pull", ...(hook !== undefined && { hook }) };
  const params = { processId: null, rootUri: null, capabilities: {}, initializationOptions };
  await send({ id: 1, method: "initialize", params });
  await send({ method: "initialized", params: {} });
  await send({
    method: "textDocument/didOpen",
    params: { textDocument: { uri, languageId: "lua", version: 1, text } },
  });
  const answers = await send({ id: 2, method: "textDocument/diagnostic", params: { textDocument: { uri } } });
  const reports = answers.map((answer) => JSON.parse(answer) as { id?: number; result?: { items: Diagnostic[] } });
  const items = reports.find(({ id }) => id === 2)?.result?.items;
  if (!items) throw new Error(`the language server did not answer: ${answers.join()}`);
  return items.flatMap(({ range, severity, code, message }) =>
    severities[severity] === undefined ? [] : [`${range.start.line + 1}: ${severities[severity]} ${code}: ${message}`],
  );
}
