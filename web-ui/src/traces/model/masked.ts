import type { JsonValue } from "sluice";

/** What a value in a trace is, apart from itself. */
export type ValueNote =
  /** Hidden by the hook's schema or its key. */
  | "masked"
  /** A secret's value stood there. */
  | "secret"
  /** The rest did not fit into the trace. */
  | "cut";

const emailForm = /^.{0,2}\*\*\*@/u;
const secretForm = /\[secret [A-Z][A-Z0-9_]{0,63}\]/;
const cutForm = /^(… )?\d+ bytes left out$|^left out$/;

/** What a reader has to know about a value as it was recorded. */
export function noteOf(value: JsonValue, key?: string): ValueNote | undefined {
  if (typeof value !== "string") return undefined;
  if (value === "[masked]" || emailForm.test(value)) return "masked";
  if (secretForm.test(value)) return "secret";
  const isCutMember = key !== undefined && /^…+$/.test(key);
  return cutForm.test(value) && (isCutMember || value.startsWith("…")) ? "cut" : undefined;
}

/** One line of a document that is shown as a tree. */
export interface DocumentLine {
  readonly depth: number;
  readonly key?: string;
  /** Absent for an object or array whose members follow. */
  readonly value?: Exclude<JsonValue, object> | "{}" | "[]";
  readonly kind: "text" | "number" | "flag" | "null" | "object" | "array";
  readonly note?: ValueNote;
}

const mostDepth = 20;

/** A document line by line, at most `most` of them; the number of values that are not among them is `leftOut`. */
export function documentLines(
  value: JsonValue,
  most = 500,
): { readonly lines: readonly DocumentLine[]; readonly leftOut: number } {
  const lines: DocumentLine[] = [];
  let leftOut = 0;
  const visit = (item: JsonValue, depth: number, key: string | undefined): void => {
    if (lines.length >= most || depth > mostDepth) {
      leftOut++;
      return;
    }
    lines.push(lineOf(item, depth, key));
    for (const [name, member] of membersOf(item)) visit(member, depth + 1, name);
  };
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const [name, member] of membersOf(value)) visit(member, 0, name);
  } else {
    visit(value, 0, undefined);
  }
  return { lines, leftOut };
}

function lineOf(value: JsonValue, depth: number, key: string | undefined): DocumentLine {
  const note = noteOf(value, key);
  const common = { depth, ...(key !== undefined && { key }), ...(note && { note }) };
  if (value === null) return { ...common, kind: "null", value };
  switch (typeof value) {
    case "string":
      return { ...common, kind: "text", value };
    case "number":
      return { ...common, kind: "number", value };
    case "boolean":
      return { ...common, kind: "flag", value };
    default: {
      const isArray = Array.isArray(value);
      const isEmpty = membersOf(value).length === 0;
      const kind = isArray ? "array" : "object";
      return { ...common, kind, ...(isEmpty && { value: isArray ? "[]" : "{}" }) };
    }
  }
}

function membersOf(value: JsonValue): [string, JsonValue][] {
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value) ? value.map((item, n) => [String(n + 1), item]) : Object.entries(value);
}
