// Checks of JSON values. A check is a function (value, path, report): it calls report(path, message) for everything
// that is wrong and returns whether the value has the right form, so that a caller knows whether to look further.

/** A non-empty line of text, free of control characters and of spaces at its ends. */
export function text(value, path, report) {
  if (typeof value === "string" && value !== "" && value.trim() === value && !/[\u0000-\u001f\u007f]/.test(value)) {
    return true;
  }
  return fail(path, report, "must be one line of text");
}

/** A piece of source code, over several lines as a rule. */
export function code(value, path, report) {
  if (typeof value === "string" && value !== "" && !/[^\n -~]/.test(value)) return true;
  return fail(path, report, "must be source code in ASCII");
}

export function boolean(value, path, report) {
  return typeof value === "boolean" || fail(path, report, "must be true or false");
}

export function count(value, path, report) {
  return (Number.isSafeInteger(value) && value >= 0) || fail(path, report, "must be a whole number, 0 or more");
}

export function matching(pattern) {
  return (value, path, report) =>
    (typeof value === "string" && pattern.test(value)) || fail(path, report, `must match ${pattern}`);
}

export function oneOf(...values) {
  return (value, path, report) =>
    values.includes(value) ||
    fail(path, report, `must be one of ${values.map((each) => JSON.stringify(each)).join(", ")}`);
}

export function orNull(check) {
  return (value, path, report) => value === null || check(value, path, report);
}

/** A list of what `item` accepts. With `key`, no two items may have the same value there; "" means the item itself. */
export function list(item, key) {
  return (value, path, report) => {
    if (!Array.isArray(value)) return fail(path, report, "must be a list");
    const right = value.map((each, i) => item(each, `${path}[${i}]`, report)).every(Boolean);
    if (right && key !== undefined) reportDuplicates(value, key, path, report);
    return right;
  };
}

/** An object with exactly these members; those whose name ends in "?" may be left out. */
export function record(members) {
  const required = Object.keys(members).filter((name) => !name.endsWith("?"));
  const known = new Map(Object.entries(members).map(([name, check]) => [name.replace(/\?$/, ""), check]));
  return (value, path, report) => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject) return fail(path, report, "must be an object");
    let right = true;
    for (const name of required) {
      if (!Object.hasOwn(value, name)) right = fail(join(path, name), report, "is missing");
    }
    for (const [name, member] of Object.entries(value)) {
      const check = known.get(name);
      const accepted = check
        ? check(member, join(path, name), report)
        : fail(join(path, name), report, `is not a known key; known are ${[...known.keys()].join(", ")}`);
      right = accepted && right;
    }
    return right;
  };
}

function fail(path, report, message) {
  report(path, message);
  return false;
}

function reportDuplicates(items, key, path, report) {
  const seen = new Set();
  for (const [i, item] of items.entries()) {
    const name = key === "" ? item : item[key];
    if (seen.has(name)) report(`${path}[${i}]`, `repeats the ${key || "value"} ${JSON.stringify(name)}`);
    seen.add(name);
  }
}

function join(path, name) {
  return path === "" ? name : `${path}.${name}`;
}
