/** Where something is in a body, as problems name it: `files.a`, `layers[0][1]`; "" for all of it. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (before, key) => (typeof key === "number" ? `${before}[${key}]` : dotted(before, key)),
    "",
  );
}

function dotted(before: string, key: PropertyKey): string {
  return before === "" ? String(key) : `${before}.${String(key)}`;
}
