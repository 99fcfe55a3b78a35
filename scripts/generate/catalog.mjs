// Reads core/catalog/*.json and refuses what is wrong in them: first the form of each file, then what one entry says
// of another. All problems are reported together.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { boolean, code, count, list, matching, oneOf, orNull, record, text } from "./checks.mjs";
import { parseType } from "./text.mjs";

const snakeName = matching(/^[a-z][a-z0-9_]{0,63}$/);
const camelName = matching(/^[a-z][A-Za-z0-9]*$/);
const shapeName = matching(/^[A-Z][A-Za-z0-9]*$/);
const fieldName = matching(/^([A-Za-z_][A-Za-z0-9_-]*|[1-9])$/);
const helperName = matching(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/);
const keyName = matching(/^[a-z0-9]+([_-][a-z0-9]+)*$/);

const mask = oneOf("hide", "email");
const values = list(text, "");

const contextField = record({
  name: fieldName,
  type: text,
  "optional?": boolean,
  "values?": values,
  "mask?": mask,
  "keys?": list(record({ name: keyName, "mask?": mask }), "name"),
  doc: text,
});

const parameter = record({
  name: fieldName,
  type: text,
  "optional?": boolean,
  "variadic?": boolean,
  "values?": values,
  "default?": (value, path, report) => typeof value === "number" || text(value, path, report),
  doc: text,
});

const helper = record({
  name: helperName,
  kind: oneOf("local", "host", "value"),
  doc: text,
  "params?": list(parameter, "name"),
  "returns?": orNull(record({ type: text, "optional?": boolean, "variadic?": boolean, doc: text })),
  "raises?": list(text, ""),
  "type?": text,
  example: text,
});

const shapesOf = (field) => list(record({ name: shapeName, doc: text, fields: list(field, "name") }), "name");

const FILES = {
  hooks: record({
    denyText: text,
    customFailureText: text,
    lanes: list(record({ id: snakeName, title: text }), "id"),
    shapes: shapesOf(contextField),
    hooks: list(
      record({
        name: snakeName,
        mode: oneOf("blocking", "enrichment", "async"),
        group: snakeName,
        lane: snakeName,
        order: count,
        title: text,
        when: text,
        "failureText?": text,
        "reserved?": list(matching(/^[a-z]+(_[a-z]+)*$/), ""),
        context: list(contextField, "name"),
      }),
      "name",
    ),
  }),
  helpers: record({ shapes: shapesOf(parameter), helpers: list(helper, "name"), globals: list(helper, "name") }),
  limits: record({
    limits: list(
      record({
        name: camelName,
        unit: oneOf("bytes", "count", "ms", "instructions", "levels", "lines"),
        scope: oneOf("script", "execution", "fetch", "plan", "engine", "span", "trace"),
        default: count,
        ceiling: count,
        plan: boolean,
        error: orNull(snakeName),
        doc: text,
      }),
      "name",
    ),
  }),
  errors: record({
    errors: list(
      record({
        code: snakeName,
        group: oneOf("script", "service", "caller"),
        who: text,
        meaning: text,
        remedy: text,
        "httpStatus?": count,
      }),
      "code",
    ),
  }),
  diagnostics: record({
    diagnostics: list(
      record({
        code: matching(/^[a-z]+(-[a-z]+)*$/),
        group: oneOf("syntax", "scopes", "flow", "types", "results", "host"),
        severity: oneOf("error", "warning", "hint"),
        "tag?": oneOf("unnecessary", "deprecated"),
        meaning: text,
        remedy: text,
        bad: orNull(code),
        good: orNull(code),
        "noFix?": text,
      }),
      "code",
    ),
  }),
  masking: record({ sensitiveKeys: list(matching(/^[a-z0-9]+(_[a-z0-9]+)*$/), "") }),
};

const CONTEXT_TYPES = ["string", "email", "number", "boolean", "date", "enum", "map"];
const HELPER_TYPES = ["any", "boolean", "integer", "number", "string", "table", "function"];

/** What is wrong with the catalog; `problems` has one line for each. */
export class CatalogError extends Error {
  constructor(problems) {
    super(
      `The catalog has ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}:\n${problems.join("\n")}`,
    );
    this.problems = problems;
  }
}

/**
 * The catalog below `root`, as {hooks, helpers, limits, errors, diagnostics, masking}; limits, errors and diagnostics
 * are the lists themselves.
 * Throws a CatalogError when there is anything wrong with it.
 */
export function readCatalog(root) {
  const problems = [];
  const files = {};
  for (const [name, check] of Object.entries(FILES)) {
    const report = reporter(name, problems);
    const json = readJson(root, name, report);
    if (json !== undefined && check(json, "", report)) files[name] = json;
  }
  if (problems.length === 0) checkMeaning(files, problems);
  if (problems.length > 0) throw new CatalogError(problems);
  const lists = ["limits", "errors", "diagnostics"].map((name) => [name, files[name][name]]);
  return { ...files, ...Object.fromEntries(lists) };
}

function reporter(name, problems) {
  return (path, message) => problems.push(`core/catalog/${name}.json: ${path ? `${path} ` : ""}${message}`);
}

function readJson(root, name, report) {
  try {
    return JSON.parse(readFileSync(join(root, "core", "catalog", `${name}.json`), "utf8"));
  } catch (error) {
    report("", `cannot be read: ${error.message}`);
    return undefined;
  }
}

function checkMeaning({ hooks, helpers, limits, errors, masking }, problems) {
  const codes = new Set(errors.errors.map(({ code }) => code));
  checkErrors(errors.errors, reporter("errors", problems));
  checkLimits(limits.limits, codes, reporter("limits", problems));
  checkHooks(hooks, reporter("hooks", problems));
  checkHelpers(helpers, codes, reporter("helpers", problems));
  checkMasking(masking.sensitiveKeys, reporter("masking", problems));
}

function checkErrors(errors, report) {
  for (const [i, { group, httpStatus }] of errors.entries()) {
    const rejects = group === "caller";
    if (rejects !== (httpStatus !== undefined)) {
      report(
        `errors[${i}].httpStatus`,
        rejects ? "is missing: callers are answered with it" : "belongs to caller codes only",
      );
    } else if (rejects && (httpStatus < 400 || httpStatus > 499)) {
      report(`errors[${i}].httpStatus`, "must be 400 to 499");
    }
  }
}

function checkLimits(limits, codes, report) {
  for (const [i, limit] of limits.entries()) {
    if (limit.default > limit.ceiling) {
      report(`limits[${i}].default`, `${limit.default} is over the ceiling ${limit.ceiling}`);
    }
    if (limit.error !== null && !codes.has(limit.error)) {
      report(`limits[${i}].error`, `"${limit.error}" is no code of errors.json`);
    }
  }
}

function checkHooks({ lanes, shapes, hooks }, report) {
  checkShapes(shapes, CONTEXT_TYPES, checkContextField, report);
  const shapeNames = new Set(shapes.map(({ name }) => name));
  const filled = new Map(lanes.map(({ id }) => [id, 0]));
  for (const [i, hook] of hooks.entries()) {
    const path = `hooks[${i}]`;
    hook.context.forEach((field, k) => {
      const fieldPath = `${path}.context[${k}]`;
      checkType(field, fieldPath, CONTEXT_TYPES, shapeNames, report);
      checkContextField(field, fieldPath, report);
    });
    checkPlace(hook, path, filled, report);
    const shown = hook.mode !== "async";
    if (shown !== (hook.failureText !== undefined)) {
      report(
        `${path}.failureText`,
        shown ? "is missing: end users read it" : "belongs to blocking and enrichment hooks only",
      );
    }
  }
  for (const [id, number] of filled) {
    if (number === 0) report("lanes", `no hook is in the lane "${id}"`);
  }
}

function checkPlace({ lane, order }, path, filled, report) {
  if (!filled.has(lane)) {
    report(`${path}.lane`, `"${lane}" is not one of the lanes`);
    return;
  }
  const place = filled.get(lane) + 1;
  filled.set(lane, place);
  if (order !== place) report(`${path}.order`, `must be ${place}: hooks stand in the order of their lane`);
}

function checkContextField({ type, values: allowed, mask: masked, keys }, path, report) {
  const { base, list: isList, map } = parseType(type);
  if ((type === "enum") !== (allowed !== undefined)) {
    report(
      `${path}.values`,
      type === "enum" ? "is missing: it lists what the enum allows" : `belongs to enums, not to ${type}`,
    );
  }
  if ((isList || map) && type !== "map" && base !== "string") report(`${path}.type`, `"${type}" must hold strings`);
  if (keys !== undefined && type !== "map") report(`${path}.keys`, `belongs to maps, not to ${type}`);
  if (masked === "email" && type !== "email" && type !== "string") {
    report(`${path}.mask`, `"email" does not fit ${type}`);
  }
}

function checkHelpers({ shapes, helpers, globals }, codes, report) {
  checkShapes(shapes, HELPER_TYPES, checkParameter, report);
  const shapeNames = new Set(shapes.map(({ name }) => name));
  for (const [section, entries] of Object.entries({ helpers, globals })) {
    for (const [i, entry] of entries.entries()) checkHelper(entry, `${section}[${i}]`, shapeNames, codes, report);
  }
}

function checkHelper(entry, path, shapeNames, codes, report) {
  const isValue = entry.kind === "value";
  for (const member of isValue ? ["params", "returns", "raises"] : ["type"]) {
    if (entry[member] !== undefined) report(`${path}.${member}`, `does not belong to the kind "${entry.kind}"`);
  }
  for (const member of isValue ? ["type"] : ["params", "returns", "raises"]) {
    if (entry[member] === undefined) report(`${path}.${member}`, `is missing for the kind "${entry.kind}"`);
  }
  if (isValue && entry.type !== undefined) checkType(entry, path, HELPER_TYPES, shapeNames, report);
  if (entry.returns) checkType(entry.returns, `${path}.returns`, HELPER_TYPES, shapeNames, report);
  for (const [k, param] of (entry.params ?? []).entries()) {
    checkType(param, `${path}.params[${k}]`, HELPER_TYPES, shapeNames, report);
    checkParameter(param, `${path}.params[${k}]`, report);
  }
  for (const code of entry.raises ?? []) {
    if (!codes.has(code)) report(`${path}.raises`, `"${code}" is no code of errors.json`);
  }
}

function checkParameter({ type, values: allowed, default: value, optional = false }, path, report) {
  if (allowed !== undefined && type !== "string") report(`${path}.values`, `belongs to strings, not to ${type}`);
  if (value === undefined) return;
  if (!optional) report(`${path}.default`, "belongs to optional parameters only");
  if (allowed !== undefined && !allowed.includes(value)) {
    report(`${path}.default`, `"${value}" is not one of its values`);
  }
}

// A shape may use those above it only, so that none contains itself and C++ can lay them out in this order.
function checkShapes(shapes, types, checkField, report) {
  const above = new Set();
  for (const [i, shape] of shapes.entries()) {
    shape.fields.forEach((field, k) => {
      const path = `shapes[${i}].fields[${k}]`;
      checkType(field, path, types, above, report);
      checkField(field, path, report);
    });
    above.add(shape.name);
  }
}

function checkType({ type }, path, types, shapeNames, report) {
  const { base, list: isList } = parseType(type);
  if (types.includes(base) || shapeNames.has(base)) {
    if (isList && base === "enum") report(`${path}.type`, "cannot be a list of enums");
    return;
  }
  report(`${path}.type`, `"${type}" is neither a type (${types.join(", ")}) nor a shape defined before it`);
}

function checkMasking(keys, report) {
  const plain = new Map();
  for (const [i, key] of keys.entries()) {
    const squeezed = key.replaceAll("_", "");
    if (plain.has(squeezed)) report(`sensitiveKeys[${i}]`, `"${key}" says the same as "${plain.get(squeezed)}"`);
    plain.set(squeezed, key);
  }
}
