import { isJsonObject, parseJson } from "../json.ts";

/** Of a JSON-RPC message what a door looks at. */
export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
}

/** The message of that text; undefined when it is none. */
export function readMessage(text: string): Message | undefined {
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}

export function isRequest(message: Message): boolean {
  return message.method !== undefined && message.id !== undefined && message.id !== null;
}

/** JSON-RPC's InternalError. */
const internalError = -32603;

export function failedReply(id: Message["id"], message: string): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error: { code: internalError, message } });
}

export function notification(method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: "2.0", method, params });
}
