// The TypeScript side: generated/catalog.ts (the whole catalog as typed constants, and the types of the hooks'
// contexts) and generated/tables.ts (what the engine itself looks up, so that its bundle does without the rest).
import { NOTICE, parseType, quote } from "./text.mjs";

const WIDTH = 120;

export function catalogTs({ hooks, helpers, limits, errors }) {
  return `// ${NOTICE}

${union("Mode", ["blocking", "enrichment", "async"])}
${union(
  "TriggerName",
  hooks.hooks.map(({ name }) => name),
)}
${union(
  "ErrorCode",
  errors.map(({ code }) => code),
)}
${union(
  "LimitName",
  limits.map(({ name }) => name),
)}
/** A value for each limit. */
export type Limits = Readonly<Record<LimitName, number>>;

${INFO_TYPES}
// Contexts take further fields, which reach the scripts. They are \`any\`, because a caller's object of an interface
// type fits no index signature of \`unknown\`.

${hooks.shapes.map(shapeInterface).join("\n")}
/** What a trigger's context holds; null stands for an absent field. */
export interface HookContexts {
${hooks.hooks.map(contextMember).join("\n")}
}

/** What a deny says that gave no text of its own. */
export const denyText = ${quote(hooks.denyText)};

/** What end users read when a script of a custom hook failed under \`onError: "block"\`. */
export const customFailureText = ${quote(hooks.customFailureText)};

${constant("lanes", "LaneInfo", hooks.lanes)}
${constant("shapes", "ShapeInfo", hooks.shapes.map(shapeOf(field)))}
${constant("hooks", "HookInfo", hooks.hooks.map(hook))}
${constant("limits", "LimitInfo", limits)}
${constant("errors", "ErrorInfo", errors.map(error))}
${constant("helperShapes", "HelperShapeInfo", helpers.shapes.map(shapeOf(parameter)))}
${constant("helpers", "HelperInfo", helpers.helpers.map(helper))}
${constant("globals", "HelperInfo", helpers.globals.map(helper))}`;
}

export function tablesTs({ hooks, limits, errors, masking }) {
  return `// ${NOTICE}
import type { ErrorCode, LimitName, Mode, TriggerName } from "./catalog.ts";

/** The mode of each hook, and what end users read when a script failed under \`onError: "block"\`. */
${record(
  "hookTable",
  "TriggerName, { mode: Mode; failureText: string }",
  hooks.hooks.map(({ name, mode, failureText = hooks.customFailureText }) => [name, { mode, failureText }]),
)}
/** Keys of the data of a hook's scripts that whoever triggers it leaves out. */
export const reservedKeys = {
${hooks.hooks
  .filter(({ reserved }) => reserved !== undefined)
  .map(({ name, reserved }) => `  ${name}: [\n${reserved.map((key) => `    ${JSON.stringify(key)},\n`).join("")}  ],\n`)
  .join("")}} as const;

/** The value of each limit, and the most a deployment may raise it to. */
${record(
  "limitTable",
  "LimitName, { default: number; ceiling: number }",
  limits.map(({ name, default: value, ceiling }) => [name, { default: value, ceiling }]),
)}
${constant(
  "errorCodes",
  "ErrorCode",
  errors.map(({ code }) => code),
)}
/** Keys whose values are hidden wherever they stand; lower case, without '-' and '_'. */
${constant(
  "sensitiveKeys",
  "string",
  masking.sensitiveKeys.map((key) => key.replaceAll("_", "")),
)}`;
}

const INFO_TYPES = `/** A group of hooks, as the pipeline view shows them. */
export interface LaneInfo {
  readonly id: string;
  readonly title: string;
}

/** A member of a context; \`type\` is a type or a shape's name, as in "map of string[]" or "User". */
export interface FieldInfo {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** What an enum allows; else empty. */
  readonly values: readonly string[];
  /** How traces show the value: as it is (null), not at all, or as a shortened e-mail address. */
  readonly mask: "hide" | "email" | null;
  /** Keys of a map that are masked differently from its other keys. */
  readonly keys: readonly { readonly name: string; readonly mask: "hide" | "email" | null }[];
  readonly doc: string;
}

export interface ShapeInfo {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FieldInfo[];
}

export interface HookInfo {
  readonly name: TriggerName;
  readonly mode: Mode;
  readonly group: string;
  readonly lane: string;
  /** Place in the lane, from 1. */
  readonly order: number;
  readonly title: string;
  readonly when: string;
  /** What end users read when a script failed under \`onError: "block"\`; null for async hooks. */
  readonly failureText: string | null;
  readonly context: readonly FieldInfo[];
}

export interface LimitInfo {
  readonly name: LimitName;
  readonly unit: "bytes" | "count" | "ms" | "instructions" | "levels" | "lines";
  readonly scope: string;
  readonly default: number;
  /** The most a deployment may raise it to. */
  readonly ceiling: number;
  /** Whether a plan may lower it. */
  readonly plan: boolean;
  /** The code when it is hit; null when the work waits or is cut instead. */
  readonly error: ErrorCode | null;
  readonly doc: string;
}

export interface ErrorInfo {
  readonly code: ErrorCode;
  /** Whose fault it is: the script's, the service's or the caller's. */
  readonly group: "script" | "service" | "caller";
  /** Who can put it right. */
  readonly who: string;
  readonly meaning: string;
  readonly remedy: string;
  /** What the HTTP API answers; null where it answers 200 with the outcome. */
  readonly httpStatus: number | null;
}

export interface ParamInfo {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
  /** The strings it may be; empty when any will do. */
  readonly values: readonly string[];
  readonly default: string | number | null;
  readonly doc: string;
}

export interface HelperShapeInfo {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly ParamInfo[];
}

export interface HelperInfo {
  readonly name: string;
  /** Local helpers answer at once, the host performs the others; values are plain members. */
  readonly kind: "local" | "host" | "value";
  readonly doc: string;
  readonly params: readonly ParamInfo[];
  /** What it gives back or, for a value, what it is; null for nothing. */
  readonly returns: {
    readonly type: string;
    readonly optional: boolean;
    readonly variadic: boolean;
    readonly doc: string;
  } | null;
  readonly raises: readonly ErrorCode[];
  readonly example: string;
}
`;

function union(name, values) {
  const oneLine = `export type ${name} = ${values.map(quote).join(" | ")};\n`;
  if (oneLine.length <= WIDTH) return oneLine;
  return `export type ${name} =\n${values.map((value) => `  | ${quote(value)}`).join("\n")};\n`;
}

function constant(name, type, value) {
  return `export const ${name} = ${literal(value, "")} as const satisfies readonly ${type}[];\n`;
}

function record(name, types, entries) {
  return `export const ${name}: Readonly<Record<${types}>> = ${literal(Object.fromEntries(entries), "")};\n`;
}

// On one line where it fits behind `indent` and the `used` characters that precede it, else one member a line.
function literal(value, indent, used = 0) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(([key, member]) => {
    const prefix = isList ? "" : `${key}: `;
    return prefix + literal(member, `${indent}  `, prefix.length);
  });
  const [open, close] = isList ? ["[", "]"] : ["{ ", " }"];
  if (members.length === 0) return (open + close).replaceAll(" ", "");
  const oneLine = open + members.join(", ") + close;
  const fits = indent !== "" && indent.length + used + oneLine.length < WIDTH && !oneLine.includes("\n");
  if (fits) return oneLine;
  return `${open.trim()}\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}${close.trim()}`;
}

function shapeInterface({ name, doc, fields }) {
  return `/** ${doc} */\nexport interface ${name} {\n${members(fields, "  ")}\n}\n`;
}

function contextMember({ name, when, context }) {
  return `  /** ${when} */\n  readonly ${name}: {\n${members(context, "    ")}\n  };`;
}

function members(fields, indent) {
  const lines = fields.map(
    (each) =>
      `${indent}/** ${each.doc} */\n${indent}readonly ${each.name}${each.optional ? "?" : ""}: ${fieldType(each)};`,
  );
  return [...lines, `${indent}readonly [further: string]: any;`].join("\n");
}

function fieldType({ type, values, optional }) {
  const { map, list, base } = parseType(type);
  const single = scalar(base, values);
  const element = list ? `readonly ${single}[]` : single;
  const whole = map ? `Readonly<Record<string, ${element}>>` : element;
  return optional ? `${whole} | null | undefined` : whole;
}

function scalar(base, values) {
  switch (base) {
    case "email":
      return "string";
    case "date":
      return "string | number | Date";
    case "enum":
      return values.map(quote).join(" | ");
    case "map":
      return "unknown";
    default:
      return base;
  }
}

// The entries of the constants: every member is there, so that all of a list have the same type.

function shapeOf(member) {
  return ({ name, doc, fields }) => ({ name, doc, fields: fields.map(member) });
}

function hook({ context, reserved: _, failureText = null, ...rest }) {
  return { ...rest, failureText, context: context.map(field) };
}

function field({ name, type, optional = false, values = [], mask = null, keys = [], doc }) {
  return { name, type, optional, values, mask, keys: keys.map(mapKey), doc };
}

function mapKey({ name, mask = null }) {
  return { name, mask };
}

function error({ httpStatus = null, ...rest }) {
  return { ...rest, httpStatus };
}

function parameter({ name, type, optional = false, variadic = false, values = [], default: value = null, doc }) {
  return { name, type, optional, variadic, values, default: value, doc };
}

function helper({ name, kind, doc, params = [], returns, raises = [], type, example }) {
  const given = kind === "value" ? { type, doc } : returns;
  return { name, kind, doc, params: params.map(parameter), returns: given && result(given), raises, example };
}

function result({ type, optional = false, variadic = false, doc }) {
  return { type, optional, variadic, doc };
}
