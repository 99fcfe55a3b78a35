import * as z from "zod";

import type { Row } from "./auth-call.ts";

// What a column holds, if it is of the kind that a context's field has; else undefined, which JSON leaves out.

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const idText = z.coerce.string();

/** An id in the body of a call, in the words that better-auth makes of it: applications count users, too. */
export function id(value: unknown): string | undefined {
  return value === undefined ? undefined : text(idText.safeParse(value).data);
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : undefined;
}

/** What stands between spaces, as scopes do. */
export function words(value: unknown): string[] | undefined {
  return typeof value === "string" ? value.split(" ").filter((word) => word !== "") : undefined;
}

/** As ISO 8601. Databases and caches keep times as dates, texts or numbers. */
export function time(value: unknown): string | undefined {
  if (!(value instanceof Date) && typeof value !== "string" && typeof value !== "number") return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** An address in the form that the catalog's contexts take. */
export function address(value: unknown): string | undefined {
  return typeof value === "string" && z.regexes.unicodeEmail.test(value) ? value : undefined;
}

/** An object, or the text of one. */
export function map(value: unknown): Row | undefined {
  const read = typeof value === "string" ? parsed(value) : value;
  return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Row) : undefined;
}

/** Lists of texts by name. */
export function textsByName(value: unknown): Record<string, string[]> | undefined {
  const read = map(value);
  if (!read) return undefined;
  return Object.fromEntries(Object.entries(read).map(([name, list]) => [name, texts(list) ?? []]));
}

/** What an application's own column may hold: values, and lists of values, but nothing that has an inside. */
export function plain(value: unknown): unknown {
  if (value instanceof Date) return time(value);
  if (Array.isArray(value)) return value.map(plain).filter((each) => each !== undefined);
  return ["string", "number", "boolean"].includes(typeof value) ? value : undefined;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
