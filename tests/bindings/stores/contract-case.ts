import type { KeyValueStore } from "../../../bindings/js/stores/store.ts";

/** A fresh, empty store, and a way to let time pass for it where its clock is the test's. */
export interface StoreUnderTest {
  readonly store: KeyValueStore;
  readonly pass?: (ms: number) => void | Promise<void>;
}

/**
 * One thing that every store has to do. Plain functions, because the same cases run where there is no test runner: in
 * Deno and in a page.
 */
export interface ContractCase {
  readonly name: string;
  /** Cannot be run where `pass` is missing. */
  readonly needsClock?: true;
  readonly run: (under: Required<StoreUnderTest>) => Promise<void>;
}

/** Throws unless both are the same JSON, whatever the order of members. */
export function same(actual: unknown, expected: unknown): void {
  const [a, b] = [canonical(actual), canonical(expected)];
  if (a !== b) throw new Error(`expected ${shortened(b)}, got ${shortened(a)}`);
}

/** Throws unless the promise rejects with an error whose text fits. */
export async function rejects(promise: Promise<unknown>, text: RegExp): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`expected an Error, got ${String(error)}`);
  if (!text.test(`${error.name}: ${error.message}`)) throw error;
}

function canonical(value: unknown): string {
  const sorted = (_: string, part: unknown): unknown =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return JSON.stringify(value, sorted) ?? "undefined";
}

function shortened(text: string): string {
  return text.length > 2_000 ? `${text.slice(0, 2_000)}… (${text.length} characters)` : text;
}
