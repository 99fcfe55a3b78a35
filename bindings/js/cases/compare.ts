import { isJsonObject } from "../json.ts";

/** One thing that is not as expected. */
export interface Finding {
  /** Where, as in `outcome.data.risk`; a sentence where there is nothing to compare. */
  readonly what: string;
  /** JSON text; absent: it should not be there. */
  readonly expected?: string;
  /** JSON text; absent: it is not there. */
  readonly actual?: string;
}

/**
 * What of `actual` is not as `expected`, in the order of `expected`. Objects have to have the expected members and,
 * where it is `exact`, no others; arrays and everything else have to be equal, member by member.
 */
export function differences(path: string, expected: unknown, actual: unknown, exact: boolean): Finding[] {
  if (isJsonObject(expected) && isJsonObject(actual)) return memberDifferences(path, expected, actual, exact);
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((item, index) => differences(`${path}[${index}]`, item, actual[index], exact));
  }
  return Object.is(expected, actual) || (expected === 0 && actual === 0) ? [] : [finding(path, expected, actual)];
}

function memberDifferences(
  path: string,
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  exact: boolean,
): Finding[] {
  const found = Object.keys(expected).flatMap((name) =>
    differences(memberPath(path, name), expected[name], Object.hasOwn(actual, name) ? actual[name] : undefined, exact),
  );
  const others = exact ? Object.keys(actual).filter((name) => !Object.hasOwn(expected, name)) : [];
  return [...found, ...others.map((name) => finding(memberPath(path, name), undefined, actual[name]))];
}

function memberPath(path: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

export function finding(what: string, expected: unknown, actual: unknown): Finding {
  return {
    what,
    ...(expected !== undefined && { expected: JSON.stringify(expected) }),
    ...(actual !== undefined && { actual: JSON.stringify(actual) }),
  };
}

/** A finding as lines: what, then what was expected behind a "-" and what there was behind a "+". */
export function findingLines({ what, expected, actual }: Finding): string[] {
  if (expected === undefined && actual === undefined) return [what];
  return [what, `- ${expected ?? "(nothing)"}`, `+ ${actual ?? "(nothing)"}`];
}
