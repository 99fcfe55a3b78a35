import type { LanguageServer } from "sluice/language";

const uri = "file:///scripts/sign-up.lua";
const document = { uri };

/** A script with a mistake that is mended, and what an editor asks on the way. */
const text = `local mail = context.email
if mail then
  helpers.log(mial)
end
return { allowed = true, data = { mail = mail } }
`;

let lastId = 0;

export function request(method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: "2.0", id: ++lastId, method, params });
}

export function notice(method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: "2.0", method, params });
}

export function initialize(): string[] {
  const initializationOptions = { hook: "before_signup" };
  return [
    request("initialize", { processId: null, rootUri: null, capabilities: {}, initializationOptions }),
    notice("initialized", {}),
  ];
}

export function didOpen(code: string, of = uri): string {
  return notice("textDocument/didOpen", { textDocument: { uri: of, languageId: "lua", version: 1, text: code } });
}

/** The same messages each time, from the first to `exit`. */
export function session(): string[] {
  lastId = 0;
  const range = { start: { line: 2, character: 14 }, end: { line: 2, character: 18 } };
  return [
    ...initialize(),
    didOpen(text),
    request("textDocument/hover", { textDocument: document, position: { line: 0, character: 8 } }),
    request("textDocument/completion", { textDocument: document, position: { line: 0, character: 21 } }),
    request("textDocument/documentSymbol", { textDocument: document }),
    notice("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: "mail" }],
    }),
    request("textDocument/definition", { textDocument: document, position: { line: 2, character: 15 } }),
    request("textDocument/rename", { textDocument: document, position: { line: 0, character: 7 }, newName: "address" }),
    request("textDocument/noSuchThing", {}),
    "no JSON",
    notice("textDocument/didClose", { textDocument: document }),
    request("shutdown", null),
    notice("exit", null),
  ];
}

/** All that a server says to these messages, when each is there before the next piece of idle work. */
export async function answersOf(server: LanguageServer, messages: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const message of messages) {
    answers.push(...(await server.receive(message)));
    while (server.hasWork()) answers.push(...(await server.idle()));
  }
  return answers;
}

/** What is read of a message. */
export interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly result?: any;
  readonly error?: { readonly code: number; readonly message: string };
  readonly params?: any;
}

export function read(message: string): Reply {
  return JSON.parse(message) as Reply;
}
