import { SluiceError, type ErrorCode, type PipelineProblem } from "sluice";

import { ServiceError } from "../service-error.ts";

/** What the page asks its Worker. */
export type Asked =
  | { readonly kind: "call"; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: "abort"; readonly id: number }
  | { readonly kind: "ping" };

/** What the Worker answers. */
export type Told =
  | { readonly kind: "value"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number; readonly error: SentError }
  | { readonly kind: "pong" };

/** An error as it crosses: what is thrown by scripts never does, it is in outcomes. */
export interface SentError {
  readonly type: "sluice" | "service" | "other";
  readonly message: string;
  readonly code?: string;
  readonly field?: string;
  readonly problems?: readonly PipelineProblem[];
}

/** One end of a connection: a Worker, the inside of one, or a MessagePort. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** A method of the Worker's side. */
export type Method = (args: readonly unknown[], signal: AbortSignal) => Promise<unknown>;

/** Answers what comes in through `port`. */
export function serve(port: Port, methods: Readonly<Record<string, Method>>): void {
  const running = new Map<number, AbortController>();
  const answer = async (id: number, method: string, args: readonly unknown[]): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    port.postMessage(await told(id, methods, method, args, controller.signal));
    running.delete(id);
  };
  port.addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    if (data.kind === "call") void answer(data.id, data.method, data.args);
    else if (data.kind === "abort") running.get(data.id)?.abort();
    else port.postMessage({ kind: "pong" } satisfies Told);
  });
}

async function told(
  id: number,
  methods: Readonly<Record<string, Method>>,
  name: string,
  args: readonly unknown[],
  signal: AbortSignal,
): Promise<Told> {
  try {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) throw new TypeError(`There is no method ${name}.`);
    return { kind: "value", id, value: await method(args, signal) };
  } catch (error) {
    return { kind: "error", id, error: sentError(error) };
  }
}

function sentError(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SluiceError) {
    const { code, field, problems } = error;
    return { type: "sluice", message, code, ...(field !== undefined && { field }), ...(problems && { problems }) };
  }
  if (error instanceof ServiceError) return { type: "service", message, code: error.code };
  return { type: "other", message };
}

export function receivedError({ type, message, code = "", field, problems }: SentError): Error {
  if (type === "service") return new ServiceError(code, message);
  if (type === "other") return new Error(message);
  return new SluiceError(code as ErrorCode, message, {
    ...(field !== undefined && { field }),
    ...(problems && { problems }),
  });
}
