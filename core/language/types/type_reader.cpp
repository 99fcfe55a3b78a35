#include "language/types/type_reader.h"

#include <algorithm>
#include <iterator>

#include "language/syntax/characters.h"
#include "language/types/substitution.h"

namespace sluice::language {

namespace {

constexpr int kMostNested = 16;

struct NamedType {
  std::string_view name;
  TypeId type;
};
constexpr NamedType kNamed[] = {{"any", types::kUnknown},      {"unknown", types::kUnknown}, {"nil", types::kNil},
                                {"void", types::kNil},         {"boolean", types::kBoolean}, {"true", types::kTrue},
                                {"false", types::kFalse},      {"integer", types::kInteger}, {"number", types::kNumber},
                                {"string", types::kString},    {"thread", types::kThread},   {"table", types::kTable},
                                {"function", types::kFunction}};

}  // namespace

void TypeReader::skipBlanks() {
  while (peek() == ' ' || peek() == '\t') ++at_;
}

bool TypeReader::accept(std::string_view what) {
  const std::size_t before = at_;
  skipBlanks();
  if (text_.substr(at_, what.size()) == what) {
    at_ += what.size();
    return true;
  }
  at_ = before;
  return false;
}

std::string_view TypeReader::rest() {
  skipBlanks();
  if (peek() == '#') ++at_;
  skipBlanks();
  return text_.substr(at_);
}

bool TypeReader::acceptMore() { return accept("..."); }

TypeId TypeReader::readUnion() {
  if (++depth_ > kMostNested) {
    --depth_;
    return types::kUnknown;
  }
  TypeId type = readSuffixed();
  while (accept("|")) type = store_.unite(type, readSuffixed());
  --depth_;
  return type;
}

TypeId TypeReader::readSuffixed() {
  TypeId type = readPrimary();
  while (true) {
    if (peek() == '?') {
      ++at_;
      type = store_.unite(type, types::kNil);
    } else if (text_.substr(at_, 2) == "[]") {
      at_ += 2;
      type = store_.arrayOf(type);
    } else {
      return type;
    }
  }
}

TypeId TypeReader::readPrimary() {
  skipBlanks();
  const char c = peek();
  if (c == '"' || c == '\'') return readQuoted(c);
  if (c == '{') return readShape();
  if (accept("(")) {
    const TypeId inner = readUnion();
    accept(")");
    return inner;
  }
  return readNamed();
}

TypeId TypeReader::readQuoted(char quote) {
  const std::size_t end = text_.find(quote, at_ + 1);
  const std::string_view value = text_.substr(at_ + 1, end == std::string_view::npos ? end : end - at_ - 1);
  at_ = end == std::string_view::npos ? text_.size() : end + 1;
  return store_.stringLiteral(value);
}

std::string_view TypeReader::readWord() {
  skipBlanks();
  const std::size_t begin = at_;
  while (isNameCharacter(peek()) || (peek() == '.' && at_ > begin && text_.substr(at_, 2) != "..")) ++at_;
  return text_.substr(begin, at_ - begin);
}

TypeId TypeReader::readNamed() {
  const std::string_view name = readWord();
  if (name.empty()) return types::kUnknown;
  if (name == "fun" && peek() == '(') return readFunction();
  if (peek() == '<') return readArguments(name);
  if (std::find(generics_.begin(), generics_.end(), name) != generics_.end()) {
    generic_ = true;
    return store_.generic(name);
  }
  const auto* known =
      std::find_if(std::begin(kNamed), std::end(kNamed), [&](const NamedType& each) { return each.name == name; });
  if (known != std::end(kNamed)) return known->type;
  const auto declared = classes_.find(std::string(name));
  return declared == classes_.end() ? types::kUnknown : declared->second;
}

// table<K, V>, or an alias that has parameters.
TypeId TypeReader::readArguments(std::string_view name) {
  accept("<");
  std::vector<TypeId> arguments;
  do arguments.push_back(readUnion());
  while (accept(","));
  accept(">");
  if (name == "table") return arguments.size() == 2 ? store_.mapOf(arguments[0], arguments[1]) : types::kUnknown;
  const auto alias = classes_.find(std::string(name) + kAliasMark);
  if (alias == classes_.end()) return types::kUnknown;
  const Signature& signature = store_.signature(alias->second);
  Generics generics;
  for (std::size_t i = 0; i < signature.parameters.size() && i < arguments.size(); ++i)
    generics.push_back({signature.parameters[i].type, arguments[i]});
  return Substitution(store_, generics).of(signature.returns[0]);
}

// { name: T, other?: U, [K]: V }
TypeId TypeReader::readShape() {
  accept("{");
  const bool outer = std::exchange(generic_, false);
  Shape shape;
  while (at_ < text_.size() && !accept("}")) {
    const std::size_t before = at_;
    skipBlanks();
    if (peek() == '[') {
      readEntry(shape);
    } else {
      Field field;
      field.name = readWord();
      field.optional = accept("?");
      accept(":");
      field.type = readUnion();
      if (!field.name.empty()) shape.fields.push_back(std::move(field));
    }
    if (!accept(",")) accept(";");
    if (at_ == before) ++at_;
  }
  shape.generic = generic_;
  generic_ = generic_ || outer;
  return store_.table(std::move(shape));
}

void TypeReader::readEntry(Shape& shape) {
  accept("[");
  shape.key = readUnion();
  accept("]");
  accept(":");
  shape.value = readUnion();
}

TypeId TypeReader::readFunction() {
  accept("(");
  Signature signature;
  while (at_ < text_.size() && !accept(")")) {
    const std::size_t before = at_;
    if (accept("...")) {
      signature.variadic = accept(":") ? readUnion() : types::kUnknown;
    } else {
      Parameter parameter;
      parameter.name = readWord();
      parameter.optional = accept("?");
      if (accept(":")) parameter.type = readUnion();
      signature.parameters.push_back(std::move(parameter));
    }
    accept(",");
    if (at_ == before) ++at_;
  }
  if (accept(":")) {
    do signature.returns.push_back(readUnion());
    while (accept(","));
    signature.returnsMore = acceptMore();
  }
  return store_.function(std::move(signature));
}

}  // namespace sluice::language
