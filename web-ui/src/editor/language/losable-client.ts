import { LSPClient, type LSPClientConfig, type Transport } from "@codemirror/lsp-client";

/** As long as timers go. The server may have to be loaded over whatever network there is, and then it always answers. */
const everMs = 2 ** 31 - 1;

/**
 * A client whose server may be gone: what is asked then is refused at once, instead of after a time. A notification waits
 * for the server to have begun, and for ever if it never does: nobody hears of a promise that it would break.
 */
export class LosableClient extends LSPClient {
  #gone: Promise<never> | undefined;
  #lose: (reason: Error) => void = () => undefined;

  constructor(config: Omit<LSPClientConfig, "timeout">) {
    super({ ...config, timeout: everMs });
  }

  override connect(transport: Transport): this {
    this.#gone = new Promise((_resolve, reject) => (this.#lose = reject));
    this.#gone.catch(() => undefined);
    super.connect(transport);
    return this;
  }

  override request<Params, Result>(method: string, params: Params): Promise<Result> {
    const answer = super.request<Params, Result>(method, params);
    return this.#gone ? Promise.race([answer, this.#gone]) : answer;
  }

  /** The server is gone, until `connect` finds another. */
  lose(): void {
    this.disconnect();
    this.#lose(new Error("The language service is not running."));
  }
}
