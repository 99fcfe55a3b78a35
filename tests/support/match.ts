/**
 * Compares a value with a partial expectation and answers the differences, each with its path; none means it fits.
 *   object   every member named must fit; others may be there too; a member expected as null must be absent or null
 *   array    the same length, and each item must fit
 *   xHas     the member x, as text, contains the string, or each string of a list
 * tests/support/match.cpp is the same in C++.
 */
export function mismatches(expected: unknown, actual: unknown, path = "$"): string[] {
  if (Array.isArray(expected)) return arrayMismatches(expected, actual, path);
  if (typeof expected === "object" && expected !== null) return objectMismatches(expected, actual, path);
  return Object.is(expected ?? null, actual ?? null) ? [] : [differs(path, expected, actual)];
}

function arrayMismatches(expected: readonly unknown[], actual: unknown, path: string): string[] {
  if (!Array.isArray(actual)) return [differs(path, expected, actual)];
  if (actual.length !== expected.length) {
    return [`${path}: ${actual.length} items, expected ${expected.length}: ${JSON.stringify(actual)}`];
  }
  return expected.flatMap((item, index) => mismatches(item, actual[index], `${path}[${index}]`));
}

function objectMismatches(expected: object, actual: unknown, path: string): string[] {
  if (typeof actual !== "object" || actual === null || Array.isArray(actual)) return [differs(path, expected, actual)];
  const members = actual as Record<string, unknown>;
  return Object.entries(expected).flatMap(([key, value]) =>
    key.endsWith("Has") && !(key in members)
      ? missingTexts(value, members[key.slice(0, -"Has".length)], `${path}.${key}`)
      : mismatches(value, members[key], `${path}.${key}`),
  );
}

function missingTexts(expected: unknown, actual: unknown, path: string): string[] {
  const text = typeof actual === "string" ? actual : JSON.stringify(actual ?? null);
  const wanted = Array.isArray(expected) ? expected : [expected];
  return wanted.filter((part) => !text.includes(String(part))).map((part) => differs(path, part, text));
}

function differs(path: string, expected: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}
