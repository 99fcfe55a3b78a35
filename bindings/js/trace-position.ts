import { SluiceError } from "./errors.ts";
import type { TraceQuery } from "./stores/trace-store.ts";

const latestTime = 9_999_999_999_999;

/** Digits of a `rev`. */
export const revDigits = 13;

/**
 * Where a trace stands in a list, as text: `{rev}:{id}`. `rev` = 9999999999999 - startedAt in 13 digits, so that the
 * newest comes first in the order of bytes. The beginning of one is the place before everything that begins so.
 */
export function positionOf(startedAt: number, id: string): string {
  return `${revOf(startedAt)}:${id}`;
}

export function revOf(startedAt: number): string {
  return String(latestTime - startedAt).padStart(revDigits, "0");
}

/** The part of the list that a query can find anything in: after `start`, up to `end`. */
export function rangeOf({ from, to, cursor }: TraceQuery): { start: string; end: string } {
  // "~" comes after every character of a position.
  const end = from === undefined ? "~" : `${revOf(withinTime(from))}~`;
  const newest = to === undefined ? "" : revOf(withinTime(Math.ceil(to) - 1));
  const next = cursor === undefined ? "" : checked(cursor);
  return { start: next > newest ? next : newest, end };
}

/** A position as the time and id it stands for. */
export function placeOf(position: string): { startedAt: number; id: string } {
  const [rev = "", id = ""] = position.split(":");
  return { startedAt: latestTime - Number(rev.padEnd(revDigits, "0")), id };
}

function withinTime(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), latestTime);
}

function checked(cursor: string): string {
  if (/^\d{1,13}$|^\d{13}:[\w-]{1,64}$/.test(cursor)) return cursor;
  throw new SluiceError("invalid_options", "cursor is not one of this list", { field: "query.cursor" });
}
