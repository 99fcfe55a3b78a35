#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice {

// A text or a whole number, as it stands in a longer text. Lives no longer than the call it is made for.
class TextPart {
 public:
  TextPart(const char* text) : text_(text) {}
  TextPart(std::string_view text) : text_(text) {}
  TextPart(const std::string& text) : text_(text) {}
  template <std::signed_integral Number>
  TextPart(Number number) : kind_(Kind::Signed), number_(number) {}
  template <std::unsigned_integral Number>
  TextPart(Number number) : kind_(Kind::Unsigned), number_(static_cast<std::int64_t>(number)) {}

  void appendTo(std::string& out) const;

 private:
  enum class Kind : std::uint8_t { Text, Signed, Unsigned };

  Kind kind_ = Kind::Text;
  union {
    std::string_view text_;
    std::int64_t number_;
  };
};

// The parts one after another, with little code at the call, unlike a chain of +.
std::string concat(std::initializer_list<TextPart> parts);

}  // namespace sluice
