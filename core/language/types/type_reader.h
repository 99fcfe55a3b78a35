// Types as annotations write them: string, "a"|"b", integer?, User[], table<string, T>, { name: string },
// fun(a: T, ...: U): V.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/types/store.h"

namespace sluice::language {

using Classes = std::unordered_map<std::string, TypeId>;
// Behind the name of an alias that has parameters: it is known as a function that takes types and returns one.
inline constexpr const char* kAliasMark = "<>";

class TypeReader {
 public:
  // `generics`: names that stand for any type within one signature.
  TypeReader(std::string_view text, TypeStore& store, const Classes& classes,
             const std::vector<std::string_view>& generics)
      : text_(text), store_(store), classes_(classes), generics_(generics) {}

  // The type at the begin of the text. What cannot be read is `any`.
  TypeId read() { return readUnion(); }
  // "[key] value" of a field, into the entries of a shape.
  void readEntry(Shape& shape);
  // What follows the type, without "#" and blanks; of a return: a name or "..." may come first.
  std::string_view rest();
  // Takes "..." off the rest.
  bool acceptMore();

 private:
  TypeId readUnion();
  TypeId readSuffixed();
  TypeId readPrimary();
  TypeId readQuoted(char quote);
  TypeId readNamed();
  TypeId readArguments(std::string_view name);
  TypeId readShape();
  TypeId readFunction();
  std::string_view readWord();
  bool accept(std::string_view what);
  void skipBlanks();
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view text_;
  TypeStore& store_;
  const Classes& classes_;
  const std::vector<std::string_view>& generics_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool generic_ = false;  // one of the generics was named
};

}  // namespace sluice::language
