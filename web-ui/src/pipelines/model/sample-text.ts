/** Reads what people type as samples. */
import type { FetchMock, JsonObject } from "sluice";

/** A value, or why there is none. */
export interface Read<T> {
  readonly value?: T;
  readonly fault?: string;
}

export function readObject(text: string): Read<JsonObject> {
  const read = readJson(text);
  if (read.fault !== undefined) return { fault: read.fault };
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { fault: 'Use an object, as in {"email": "ada@acme.example"}.' };
  }
  return { value: value as JsonObject };
}

export function readMocks(text: string): Read<readonly FetchMock[]> {
  const read = text.trim() === "" ? { value: [] } : readJson(text);
  if (read.fault !== undefined) return { fault: read.fault };
  const { value } = read;
  const isList = Array.isArray(value) && value.every((mock) => typeof (mock as FetchMock | null)?.url === "string");
  if (!isList) return { fault: 'Use a list, as in [{"url": "https://geo.example/*", "json": {"country": "NL"}}].' };
  return { value: value as readonly FetchMock[] };
}

function readJson(text: string): Read<unknown> {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: `This is no JSON yet: ${error instanceof Error ? error.message : String(error)}.` };
  }
}
