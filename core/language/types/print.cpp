#include "base/concat.h"
#include "json/writer.h"
#include "language/types/store.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostFields = 8;

}  // namespace

std::string TypeStore::print(TypeId type, int depth) const {
  switch (kind(type)) {
    case TypeKind::Never: return "never";
    case TypeKind::Unknown: return "any";
    case TypeKind::Absent:
    case TypeKind::Nil: return "nil";
    case TypeKind::True: return "true";
    case TypeKind::False: return "false";
    case TypeKind::Integer: return "integer";
    case TypeKind::Number: return "number";
    case TypeKind::String: return "string";
    case TypeKind::Thread: return "thread";
    case TypeKind::AnyTable: return "table";
    case TypeKind::AnyFunction: return "function";
    case TypeKind::IntegerLiteral: return concat({integer(type)});
    case TypeKind::StringLiteral: return json::quoted(text(type));
    case TypeKind::Generic: return text(type);
    case TypeKind::Table: return printTable(shape(type), depth);
    case TypeKind::Function: return depth <= 0 ? "function" : print(signature(type), "fun", depth - 1);
    case TypeKind::Union: return printUnion(type, depth);
  }
  return {};
}

std::string TypeStore::printTable(const Shape& shape, int depth) const {
  if (!shape.name.empty()) return shape.name;
  const bool hasEntries = shape.value != types::kNever;
  if (shape.fields.empty() && hasEntries) {
    if (depth <= 0) return "table";
    const std::string value = print(shape.value, depth - 1);
    if (shape.key != types::kInteger) return concat({"table<", print(shape.key, depth - 1), ", ", value, ">"});
    return kind(shape.value) == TypeKind::Union ? concat({"(", value, ")[]"}) : value + "[]";
  }
  if (shape.fields.empty()) return shape.open ? "table" : "{}";
  if (depth <= 0) return "{…}";
  std::string out = "{ ";
  std::size_t shown = 0;
  for (const Field& field : shape.fields) {
    if (shown > 0) out += ", ";
    if (++shown > kMostFields) {
      out += "…";
      break;
    }
    out += concat({field.name, field.optional ? "?: " : ": ", print(field.type, depth - 1)});
  }
  return out + " }";
}

std::string TypeStore::printUnion(TypeId type, int depth) const {
  std::string out;
  bool isNilable = false;
  bool isBoolean = has(type, TypeKind::True) && has(type, TypeKind::False);
  std::size_t shown = 0;
  const auto append = [&](const std::string& text) {
    if (shown++ > 0) out += "|";
    out += text;
  };
  for (const TypeId each : members(type)) {
    if (each == types::kAbsent) continue;
    if (each == types::kNil) {
      isNilable = true;
    } else if (each != types::kTrue || !isBoolean) {
      append(each == types::kFalse && isBoolean ? "boolean" : print(each, depth));
    }
  }
  if (!isNilable) return out;
  return shown > 1 ? concat({"(", out, ")?"}) : out + "?";
}

std::string TypeStore::print(const Signature& signature, std::string_view name, int depth) const {
  std::string out = concat({name, "("});
  bool first = true;
  const auto separate = [&] {
    if (!first) out += ", ";
    first = false;
  };
  for (const Parameter& parameter : signature.parameters) {
    separate();
    out += concat({parameter.name, parameter.optional ? "?" : "", ": ", print(parameter.type, depth)});
  }
  if (signature.variadic != types::kNever) {
    separate();
    out += concat({"...: ", print(signature.variadic, depth)});
  }
  out += ")";
  if (!signature.returnsKnown || signature.returns.empty()) return out;
  out += ": ";
  for (std::size_t i = 0; i < signature.returns.size(); ++i) {
    const bool isRest = signature.returnsMore && i + 1 == signature.returns.size();
    out += concat({i > 0 ? ", " : "", isRest ? "..." : "", print(signature.returns[i], depth)});
  }
  return out;
}

}  // namespace sluice::language
