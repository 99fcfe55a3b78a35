import type { LanguageServer } from "./language-server.ts";

/** Lets whatever waits outside come in. */
export type Pause = () => Promise<void>;

export interface PumpOptions {
  /** Takes one message of the server. */
  send(message: string): void;
  /** Resolves when messages that have already arrived have been given to `push`. */
  readonly pause: Pause;
  /** Told when the client has said `exit`, or is gone. */
  onExit?(code: number): void;
}

/**
 * Carries messages between a client and a server, in order. Work that was put off is done only when no message waits,
 * so that a burst of changes costs no more than the last of them.
 */
export class MessagePump {
  readonly #waiting: string[] = [];
  readonly #options: PumpOptions;
  #server: LanguageServer | undefined;
  #isRunning = false;
  #hasEnded = false;

  constructor(options: PumpOptions) {
    this.#options = options;
  }

  /** Gives the messages that came before to `server`. */
  serve(server: LanguageServer): void {
    this.#server = server;
    for (const message of this.#waiting) server.announce(message);
    void this.#run(server);
  }

  push(message: string): void {
    this.#waiting.push(message);
    this.#server?.announce(message);
    if (this.#server !== undefined) void this.#run(this.#server);
  }

  /** The client is gone: what waits is done, and then everything is over, as after an `exit` without `shutdown`. */
  end(): void {
    this.#hasEnded = true;
    if (this.#server !== undefined) void this.#run(this.#server);
  }

  async #run(server: LanguageServer): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (server.exitCode() === undefined) {
      const message = this.#waiting.shift();
      if (message === undefined && !server.hasWork()) break;
      const answers = message === undefined ? await server.idle() : await server.receive(message);
      for (const answer of answers) this.#options.send(answer);
      if (this.#waiting.length === 0 && server.hasWork()) await this.#options.pause();
    }
    this.#isRunning = false;
    const code = server.exitCode() ?? (this.#hasEnded ? 1 : undefined);
    if (code !== undefined) this.#options.onExit?.(code);
  }
}
