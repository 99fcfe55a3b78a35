import type { LSPClient } from "@codemirror/lsp-client";
import type { Extension } from "@codemirror/state";
import { workerTransport } from "sluice/language";

import { startWorker } from "../../trusted.ts";
import { LosableClient } from "./losable-client.ts";
import { OpenScripts } from "./open-scripts.ts";
import type { ServerDiagnostic } from "./protocol.ts";
import { scriptOf, uriOf } from "./script-uri.ts";
import { Told, type Surroundings } from "./surroundings.ts";
import workerUrl from "./worker.ts?worker&url";

/** What the client can show beyond what lsp-client says of itself. */
const clientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        deprecatedSupport: true,
        preselectSupport: true,
        tagSupport: { valueSet: [1] },
        documentationFormat: ["markdown", "plaintext"],
        resolveSupport: { properties: ["documentation", "detail"] },
      },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      versionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
      isPreferredSupport: true,
      disabledSupport: true,
    },
  },
};

/** What was found wrong with a script. */
export interface Findings {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly ServerDiagnostic[];
}

/** A worker that dies this often one after the other is left alone: something is wrong that starting does not mend. */
const mostStarts = 4;

/** What is listened to for as long as somebody wants to. */
class Listeners {
  readonly #all = new Set<() => void>();

  add(listener: () => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  call(): void {
    for (const listener of [...this.#all]) listener();
  }
}

/** The language server of the page, for all of its editors. The worker starts with the first of them. */
export class LanguageSession {
  readonly client: LosableClient;
  readonly #told = new Told();
  readonly #surroundings = new Map<string, Surroundings>();
  readonly #onTold = new Listeners();
  readonly #onOff = new Listeners();
  #worker: Worker | undefined;
  #starts = 0;
  #asked = 0;
  #isOff = false;

  constructor(onFindings: (client: LSPClient, findings: Findings) => void) {
    this.client = new LosableClient({
      workspace: (client) => new OpenScripts(client),
      // What goes wrong in a request is said where it was asked for; nothing here makes HTML of texts.
      extensions: [
        {
          clientCapabilities,
          notificationHandlers: {
            "textDocument/publishDiagnostics": (client, findings: Findings) => {
              this.#starts = 1;
              onFindings(client, findings);
              return true;
            },
          },
        },
      ],
    });
  }

  /** What the server says of a text that stands in no editor. Rejects where it cannot be asked. */
  async askAbout<Result>(text: string, method: string): Promise<Result> {
    if (!this.#worker) this.#start();
    const uri = `sluice:///asked/${++this.#asked}.lua`;
    const textDocument = { uri, languageId: "lua", version: 1, text };
    this.client.notification("textDocument/didOpen", { textDocument });
    try {
      return await this.client.request<object, Result>(method, { textDocument: { uri } });
    } finally {
      this.client.notification("textDocument/didClose", { textDocument: { uri } });
    }
  }

  /** For the editor of a script. */
  editorOf(script: string): Extension {
    if (!this.#worker) this.#start();
    return this.client.plugin(uriOf(script), "lua");
  }

  /** Says what is around a script. What is around the one that was told of last counts. */
  tell(script: string, surroundings: Surroundings): void {
    this.#surroundings.delete(script);
    this.#surroundings.set(script, surroundings);
    this.#tellServer();
  }

  /** Calls `listener` when the server came to know something else around scripts. */
  onTold(listener: () => void): () => void {
    return this.#onTold.add(listener);
  }

  /** The server could not be started, or stopped again and again: editors only colour. */
  get isOff(): boolean {
    return this.#isOff;
  }

  /** Calls `listener` when `isOff` changed. */
  onOff(listener: () => void): () => void {
    return this.#onOff.add(listener);
  }

  /** Tries once more to have a server, after it was given up. */
  retry(): void {
    if (!this.#isOff) return;
    this.#starts = 0;
    this.#setOff(false);
    this.#start();
    this.#tellServer();
  }

  /** The text of a script of the pipelines that were told of. */
  textOf(uri: string): string | undefined {
    const open = this.client.workspace.getFile(uri)?.getView()?.state.doc.toString();
    if (open !== undefined) return open;
    const id = scriptOf(uri);
    const scripts = [...this.#surroundings.values()].flatMap(({ pipelines }) =>
      pipelines.flatMap(({ layers }) => layers.flat()),
    );
    return scripts.findLast((script) => script.id === id)?.text;
  }

  #tellServer(): void {
    const surroundings = [...this.#surroundings.values()].at(-1);
    if (!surroundings) return;
    const messages = this.#told.tell(surroundings, uriOf);
    for (const { method, params } of messages) this.client.notification(method, params);
    if (messages.length > 0) this.#onTold.call();
  }

  #start(): void {
    this.#starts++;
    const worker = startWorker(workerUrl, "sluice-language");
    this.#worker = worker;
    worker.addEventListener("error", () => this.#restart(worker));
    this.client.connect(workerTransport(worker));
  }

  /** The server mends itself inside its worker; this is for a worker that could not start, or that the browser ended. */
  #restart(worker: Worker): void {
    worker.terminate();
    if (worker !== this.#worker) return;
    this.client.lose();
    this.#told.forget();
    if (this.#starts >= mostStarts) return this.#setOff(true);
    const wait = 250 * 2 ** this.#starts;
    setTimeout(() => {
      this.#start();
      this.#tellServer();
    }, wait);
  }

  #setOff(isOff: boolean): void {
    this.#isOff = isOff;
    this.#onOff.call();
  }
}
