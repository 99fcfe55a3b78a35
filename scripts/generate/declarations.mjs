// Declarations in the annotations of LuaLS (LuaCATS): what the language service knows about helpers and contexts, and
// what people who work with another editor can point it at.
import { parseType, quote } from "./text.mjs";

const BASE_TYPES = { email: "string", date: "string" };
const FENCE = "lua";

/** core/language/library/sluice.d.lua */
export function declarationsLua({ hooks, helpers }) {
  const shapes = [...hooks.shapes, ...helpers.shapes].map(shapeClass);
  const contexts = hooks.hooks.map(({ name, when, context }) => classOf(`context.${name}`, when, context));
  const members = [
    ...helpers.helpers.map((helper) => member(`helpers.${helper.name}`, helper)),
    ...helpers.globals.filter(({ kind }) => kind !== "value").map((global) => member(global.name, global)),
  ];
  return `---@meta
-- Generated from core/catalog by scripts/generate.mjs; do not edit.

${[...shapes, ...contexts, ...members].join("\n\n")}
`;
}

/** core/language/generated/library.h: the declarations as texts, in pieces that every compiler takes. */
export function libraryHeader(texts) {
  const constants = Object.entries(texts).map(
    ([name, text]) =>
      `inline constexpr char ${name}[] =\n${pieces(text)
        .map((piece) => `    R"${FENCE}(${piece})${FENCE}"`)
        .join("\n")};\n`,
  );
  return `// Generated from core/language/library by scripts/generate.mjs; do not edit.
// clang-format off
#pragma once

namespace sluice::language::generated {

${constants.join("\n")}
}  // namespace sluice::language::generated
`;
}

function pieces(text) {
  const paragraphs = text.split(/(?<=\n\n)/);
  return paragraphs.length === 0 ? [""] : paragraphs;
}

function shapeClass({ name, doc, fields }) {
  return classOf(name, doc, fields);
}

function classOf(name, doc, fields) {
  const rows = fields.map((field) => {
    const key = /^[0-9]/.test(field.name) ? `[${field.name}]` : field.name;
    return `---@field ${key}${field.optional ? "?" : ""} ${typeOf(field)} ${field.doc}`;
  });
  return [`---${doc}`, `---@class ${name}`, ...rows].join("\n");
}

function typeOf({ type, values }) {
  if (values !== undefined) return values.map(quote).join("|");
  const { map, list, base } = parseType(type);
  const element = map && type === "map" ? "any" : (BASE_TYPES[base] ?? base);
  const listed = list ? `${element}[]` : element;
  return map ? `table<string, ${listed}>` : listed;
}

// What gives back its own argument, which the catalog's types cannot say.
const SAME_TYPE = new Set(["await", "helpers.json.array"]);

function member(path, { kind, doc, type, params = [], returns, raises = [], example }) {
  if (SAME_TYPE.has(path)) {
    params = params.map((parameter) => ({ ...parameter, type: "T" }));
    returns = { ...returns, type: "T" };
  }
  const errors = raises.length === 0 ? [] : ["---", `---Raises ${raises.map((code) => `\`${code}\``).join(", ")}.`];
  const text = [`---${doc}`, ...errors, "---```lua", `---${example}`, "---```"];
  if (kind === "value") return [...text, `---@type ${type}`, `${path} = nil`].join("\n");
  const tags = SAME_TYPE.has(path) ? ["---@generic T"] : [];
  const parameters = params.map((parameter) => {
    if (parameter.variadic) return `---@param ... ${typeOf(parameter)} ${parameter.doc}`;
    const otherwise = parameter.default === undefined ? "" : ` Otherwise ${JSON.stringify(parameter.default)}.`;
    const name = `${parameter.name}${parameter.optional ? "?" : ""}`;
    return `---@param ${name} ${typeOf(parameter)} ${parameter.doc}${otherwise}`;
  });
  tags.push(...parameters);
  const names = params.map(({ name, variadic }) => (variadic ? "..." : name));
  if (returns)
    tags.push(
      `---@return ${typeOf(returns)}${returns.optional ? "?" : ""}${returns.variadic ? " ..." : ""} # ${returns.doc}`,
    );
  return [...text, ...tags, `function ${path}(${names.join(", ")}) end`].join("\n");
}
