import type { LanguageModule } from "./language-module.ts";
import { failedReply, isRequest, notification, readMessage, type Message } from "./messages.ts";
import { SessionRecord } from "./session-record.ts";

/** A language server that runs where it is called. Messages are those of the Language Server Protocol 3.17. */
export interface LanguageServer {
  /** Says that a message waits and will be given to `receive`: a request that it cancels is then not looked into. */
  announce(message: string): void;
  /** Takes one message, a JSON text, and answers the messages that the server has for it. */
  receive(message: string): Promise<string[]>;
  /** Does one piece of work that was put off, as the diagnostics of a script, and answers what comes of it. */
  idle(): Promise<string[]>;
  /** Whether `idle` has something to do. To be called until it has not, but not while messages wait. */
  hasWork(): boolean;
  /** What a process that serves is to end with; undefined until the client has said `exit`. */
  exitCode(): number | undefined;
  /** How much memory the server has taken. */
  memoryBytes(): number;
}

/** In UTF-16. */
const maxCancelUnits = 1_000;

/** How often a server is started anew without a message in between that it could take. */
const maxRestarts = 2;

/**
 * A server that outlives its instance: when one traps, the next is told what the client has said so far. The message at
 * which it happened is not repeated: a request is answered with an error.
 */
export class RestartingServer implements LanguageServer {
  readonly #start: () => Promise<LanguageModule>;
  readonly #record = new SessionRecord();
  #module: LanguageModule;
  /** Restarts since a message was taken. */
  #restarts = 0;
  /** Whether there is no instance any more that could be asked. */
  #isLost = false;
  #hasLeft = false;

  constructor(start: () => Promise<LanguageModule>, module: LanguageModule) {
    this.#start = start;
    this.#module = module;
  }

  announce(message: string): void {
    // Only one that cancels says anything, and they are short.
    if (this.#isLost || message.length > maxCancelUnits || !message.includes("$/cancelRequest")) return;
    try {
      this.#module.announce(message);
    } catch {
      // Whatever it is, it comes up again when the next message is received.
    }
  }

  async receive(text: string): Promise<string[]> {
    const message = readMessage(text);
    if (message !== undefined) note(this.#record, text, message);
    this.#hasLeft ||= message?.method === "exit";
    if (this.#isLost) {
      // A script that can be looked at again is worth another try.
      if (message?.method?.startsWith("textDocument/did") !== true) return refusal(message);
      return this.#restarted(message, new Error("too many crashes"));
    }
    try {
      const answers = this.#module.receive(text);
      this.#restarts = 0;
      if (message?.method === "initialize") for (const answer of answers) this.#record.noteInitialized(answer);
      return answers;
    } catch (error) {
      return this.#restarted(message, error);
    }
  }

  async idle(): Promise<string[]> {
    if (!this.hasWork()) return [];
    try {
      return this.#module.idle();
    } catch (error) {
      return this.#restarted(undefined, error);
    }
  }

  hasWork(): boolean {
    return !this.#isLost && this.#module.hasWork();
  }

  exitCode(): number | undefined {
    if (this.#isLost) return this.#hasLeft ? 1 : undefined;
    return this.#module.exitCode();
  }

  memoryBytes(): number {
    return this.#module.memoryBytes();
  }

  async #restarted(message: Message | undefined, error: unknown): Promise<string[]> {
    const answers = [crashNotice(error), ...refusal(message)];
    this.#isLost = this.#restarts++ >= maxRestarts;
    if (this.#isLost) {
      this.#restarts = 0;
      return answers;
    }
    try {
      this.#module = await this.#start();
      // The client had its replies the first time.
      for (const each of this.#record.messages()) this.#module.receive(each);
      return answers;
    } catch (again) {
      return [...answers, ...(await this.#restarted(undefined, again))];
    }
  }
}

/** A message of the wrong shape is for the server to refuse. */
function note(record: SessionRecord, text: string, message: Message): void {
  try {
    record.note(text, message);
  } catch {
    // Nothing of it holds.
  }
}

function refusal(message: Message | undefined): string[] {
  if (message === undefined || !isRequest(message)) return [];
  return [failedReply(message.id, "The language server crashed at this request and was started anew.")];
}

/** `type`: an error, in the protocol's numbers. */
function crashNotice(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return notification("window/logMessage", { type: 1, message: `The language server crashed: ${reason}` });
}
