import type { JsonValue } from "sluice";

/** A value that two documents have otherwise, by its path. Undefined on the side that has none there. */
export interface DataDifference {
  /** As in "geo.score" or "roles[0]"; "" is the document itself. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs in two documents, in the order of the first, then of what only the second has. */
export function dataDifferences(before: JsonValue, after: JsonValue): DataDifference[] {
  const left = leaves(before);
  const right = leaves(after);
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths].flatMap((path) => {
    const values = { before: left.get(path), after: right.get(path) };
    return values.before === values.after ? [] : [{ path, ...values }];
  });
}

/** Values without members, as JSON text, by their paths. */
function leaves(value: JsonValue, path = "", found = new Map<string, string>()): Map<string, string> {
  const members = membersOf(value, path);
  // An empty document has no line of its own beside those that the other one has.
  const isEmptyWhole = path === "" && typeof value === "object" && value !== null;
  if (members.length === 0 && !isEmptyWhole) found.set(path, JSON.stringify(value));
  for (const [memberPath, member] of members) leaves(member, memberPath, found);
  return found;
}

function membersOf(value: JsonValue, path: string): (readonly [path: string, member: JsonValue])[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.map((item, n) => [`${path}[${n}]`, item] as const);
  const begin = path === "" ? "" : `${path}.`;
  return Object.entries(value).map(([name, member]) => [begin + name, member as JsonValue] as const);
}
