import { workerTransport } from "sluice/language";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

declare const trustedTypes: TrustedTypes;

/** Under Trusted Types the address of a worker has to come from a policy. */
const policy = trustedTypes.createPolicy("language-test", { createScriptURL: (url) => url });

interface Report {
  /** From the worker's start to the first diagnostics, in ms. */
  readonly took: number;
  readonly diagnostics: string;
}

const opening = [
  { id: 1, method: "initialize", params: { capabilities: {}, initializationOptions: { hook: "before_signup" } } },
  { method: "initialized", params: {} },
  {
    method: "textDocument/didOpen",
    params: { textDocument: { uri: "file:///a.lua", languageId: "lua", version: 1, text: "return context.emial" } },
  },
];

function run(): Promise<Report> {
  const start = performance.now();
  const worker = new Worker(policy.createScriptURL("/bundle/worker.js"), { type: "module" });
  const transport = workerTransport(worker);
  return new Promise((resolve, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(message || "the worker did not start")));
    transport.subscribe((diagnostics) => {
      if (diagnostics.includes("publishDiagnostics")) resolve({ took: performance.now() - start, diagnostics });
    });
    for (const message of opening) transport.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  });
}

Object.assign(globalThis, { runLanguage: run });
