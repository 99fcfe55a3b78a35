// The C++ side: generated/types.h (what catalog.h needs) and generated/tables.h (what catalog.cpp looks things up in).
import { NOTICE, parseType, quote, upperCamel } from "./text.mjs";

const FIELD_TYPES = {
  string: "String",
  email: "Email",
  number: "Number",
  boolean: "Boolean",
  date: "Date",
  enum: "Enum",
};

export function cppTypes({ limits, errors }) {
  const codes = errors.map(({ code }) => `  ${upperCamel(code)},`);
  const width = Math.max(...limits.map(({ name, default: value }) => `${name}${value}`.length));
  const members = limits.map(({ name, unit, scope, default: value }) => {
    const gap = " ".repeat(width - `${name}${value}`.length);
    return `  std::uint64_t ${name} = ${value};${gap}  // ${unit}, per ${scope}`;
  });
  return `// ${NOTICE}
#pragma once

#include <cstdint>

namespace sluice::catalog {

// See errors.json for meanings.
enum class ErrorCode : std::uint8_t {
${codes.join("\n")}
};

// See limits.json for what each one bounds; the defaults are those of a deployment that sets none.
struct Limits {
${members.join("\n")}
};

}  // namespace sluice::catalog
`;
}

export function cppTables({ hooks, helpers, limits, errors, masking }) {
  const keys = masking.sensitiveKeys.map((key) => key.replaceAll("_", "")).sort();
  const sections = [
    array(
      "const char*",
      "kErrorCodes",
      errors.map(({ code }) => quote(code)),
    ),
    array("LimitInfo", "kLimits", limits.map(limitRow)),
    ...hooks.shapes.flatMap((shape) => fieldArrays(fieldsName(shape.name), shape.fields)),
    ...hooks.hooks.flatMap((hook) => fieldArrays(fieldsName(hook.name), hook.context)),
    array("Hook", "kHooks", hooks.hooks.map(hookRow)),
    `inline constexpr std::string_view kCustomFailureText = ${quote(hooks.customFailureText)};\n` +
      `inline constexpr std::string_view kDenyText = ${quote(hooks.denyText)};\n`,
    array("Helper", "kHelpers", helpers.helpers.map(helperRow)),
    array("Helper", "kGlobals", helpers.globals.map(helperRow)),
    "// Lower case, without '-' and '_'.\n" + array("std::string_view", "kSensitiveKeys", keys.map(quote)),
    `inline constexpr std::size_t kLongestSensitiveKey = ${Math.max(...keys.map((key) => key.length))};\n`,
  ];
  return `// ${NOTICE}
// clang-format off
#pragma once

#include "catalog/catalog.h"

namespace sluice::catalog::generated {

${sections.join("\n")}
}  // namespace sluice::catalog::generated
`;
}

/** What the language service marks; a header of its own, because the engine has no use for it. */
export function cppDiagnostics({ diagnostics, hooks }) {
  const reserved = hooks.hooks.filter((hook) => hook.reserved !== undefined);
  const rows = diagnostics.map(
    ({ code, severity, tag = "none" }) =>
      `{${quote(code)}, DiagnosticSeverity::${upperCamel(severity)}, DiagnosticTag::${upperCamel(tag)}}`,
  );
  return `// ${NOTICE}
// clang-format off
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::catalog {

// See diagnostics.json for meanings and remedies.
enum class DiagnosticCode : std::uint8_t {
${diagnostics.map(({ code }) => `  ${upperCamel(code)},`).join("\n")}
};

enum class DiagnosticSeverity : std::uint8_t { Error, Warning, Hint };
enum class DiagnosticTag : std::uint8_t { None, Unnecessary, Deprecated };

struct DiagnosticInfo {
  std::string_view code;
  DiagnosticSeverity severity;
  DiagnosticTag tag;
};

// In the order of DiagnosticCode.
${array("DiagnosticInfo", "kDiagnostics", rows)}
// Keys of the data of a hook's scripts that whoever triggers it leaves out.
struct ReservedKey {
  std::string_view hook;
  std::string_view key;
};

${array(
  "ReservedKey",
  "kReservedKeys",
  reserved.flatMap(({ name, reserved: keys }) => keys.map((key) => `{${quote(name)}, ${quote(key)}}`)),
)}
}  // namespace sluice::catalog
`;
}

function array(type, name, rows) {
  return `inline constexpr ${type} ${name}[] = {\n${rows.map((row) => `    ${row},\n`).join("")}};\n`;
}

function limitRow({ name, unit, default: value, ceiling, plan }) {
  return `{${[quote(name), quote(unit), value, ceiling, plan, `&Limits::${name}`].join(", ")}}`;
}

function hookRow({ name, mode, failureText = "" }) {
  return `{${[quote(name), `Mode::${upperCamel(mode)}`, quote(failureText), fieldsName(name)].join(", ")}}`;
}

function helperRow({ name, kind }) {
  return `{${quote(name)}, HelperKind::${upperCamel(kind)}}`;
}

function fieldsName(owner) {
  return `k${upperCamel(owner)}Fields`;
}

// The array of `fields`, after the arrays of the map keys it refers to.
function fieldArrays(name, fields) {
  const keyArrays = fields
    .filter(({ keys }) => keys !== undefined)
    .map((field) => array("Field", keysName(name, field), field.keys.map(keyRow)));
  return [
    ...keyArrays,
    array(
      "Field",
      name,
      fields.map((field) => fieldRow(name, field)),
    ),
  ];
}

function keysName(owner, field) {
  return `${owner.slice(0, -"Fields".length)}${upperCamel(field.name)}Keys`;
}

function keyRow({ name, mask }) {
  return `{${quote(name)}, FieldType::String, true, Mask::${upperCamel(mask ?? "none")}, {}}`;
}

function fieldRow(owner, field) {
  const { name, type, optional = false, mask = "none" } = field;
  const members = nestedName(owner, field);
  const nested = members === undefined ? "{}" : `{${members}, std::size(${members})}`;
  const row = [quote(name), `FieldType::${fieldType(type)}`, optional, `Mask::${upperCamel(mask)}`, nested];
  return `{${row.join(", ")}}`;
}

function nestedName(owner, field) {
  if (field.keys !== undefined) return keysName(owner, field);
  return fieldType(field.type) === "Object" ? fieldsName(field.type) : undefined;
}

function fieldType(type) {
  const { map, list } = parseType(type);
  if (map) return "Map";
  if (list) return "StringList";
  return FIELD_TYPES[type] ?? "Object";
}
