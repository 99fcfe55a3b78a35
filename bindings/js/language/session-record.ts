import { notification, readMessage, type Message } from "./messages.ts";
import { withChange, type PositionEncoding } from "./open-texts.ts";

interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  text: string;
}

type Changes = Parameters<typeof withChange>[1][];

/**
 * What a client has told a server that holds until it says otherwise: enough to bring another server to the same point.
 */
export class SessionRecord {
  readonly #documents = new Map<string, OpenDocument>();
  /** Messages of which the last of each kind holds. */
  readonly #lasting = new Map<string, string>();
  #encoding: PositionEncoding = "utf-16";

  /** Takes a message that the server has been given, or is going to be. */
  note(text: string, message: Message): void {
    const params = (message.params ?? {}) as Record<string, unknown>;
    switch (message.method) {
      case "textDocument/didOpen": {
        const document = params.textDocument as OpenDocument;
        this.#documents.set(document.uri, { ...document });
        return;
      }
      case "textDocument/didChange":
        return this.#change(params.textDocument as OpenDocument, params.contentChanges as Changes);
      case "textDocument/didClose":
        this.#documents.delete((params.textDocument as OpenDocument).uri);
        return;
      case "sluice/pipelineDidChange":
        return this.#last(`${message.method} ${String(params.hook)}`, text);
      case "initialize":
      case "initialized":
      case "sluice/workspaceDidChange":
      case "workspace/didChangeConfiguration":
        return this.#last(message.method, text);
    }
  }

  /** What was told last counts, so it is told last again. */
  #last(kind: string, text: string): void {
    this.#lasting.delete(kind);
    this.#lasting.set(kind, text);
  }

  /** Takes the reply to `initialize`, which says how positions are counted. */
  noteInitialized(reply: string): void {
    const { result } = (readMessage(reply) ?? {}) as { result?: { capabilities?: { positionEncoding?: string } } };
    this.#encoding = result?.capabilities?.positionEncoding === "utf-8" ? "utf-8" : "utf-16";
  }

  /** The messages, in an order in which a server takes them. */
  messages(): string[] {
    const opened = [...this.#documents.values()].map((textDocument) =>
      notification("textDocument/didOpen", { textDocument }),
    );
    return [...this.#lasting.values(), ...opened];
  }

  #change({ uri, version }: OpenDocument, changes: Changes): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    document.version = version;
    document.text = changes.reduce((text, change) => withChange(text, change, this.#encoding), document.text);
  }
}
