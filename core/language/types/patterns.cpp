#include "language/types/patterns.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/concat.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostCaptures = 32;      // LUA_MAXCAPTURES
constexpr std::size_t kLongestDirective = 22;  // MAX_FORMAT - 10 of lstrlib.c
constexpr std::string_view kWidths = "123456789.";
constexpr std::string_view kFlags = "-+ #0";

// The order in which do_match() of lstrlib.c reads a pattern does not depend on the text: there are no alternatives.
class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) : text_(pattern) {}

  PatternCheck read() {
    if (text_.starts_with('^')) at_ = 1;
    while (check_.fault.empty() && at_ < text_.size()) item();
    if (check_.fault.empty() && !open_.empty()) fail(opened_[open_.back()], "unfinished capture");
    return std::move(check_);
  }

 private:
  void fail(std::size_t position, std::string message) {
    check_.fault = std::move(message);
    check_.position = position;
  }

  bool has(std::size_t offset) const { return at_ + offset < text_.size(); }

  void item() {
    const char c = text_[at_];
    if (c == '(') return openCapture();
    if (c == ')') return closeCapture();
    if (c == '%' && has(1)) {
      if (text_[at_ + 1] == 'b') return balance();
      if (text_[at_ + 1] == 'f') return frontier();
      if (isDigit(text_[at_ + 1])) return backReference();
    }
    single();
    if (at_ < text_.size() && std::string_view("*+?-").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  void openCapture() {
    if (check_.isPosition.size() == kMostCaptures) return fail(at_, "too many captures");
    const bool isPosition = has(1) && text_[at_ + 1] == ')';
    if (!isPosition) open_.push_back(check_.isPosition.size());
    opened_.push_back(at_);
    check_.isPosition.push_back(isPosition);
    at_ += isPosition ? 2 : 1;
  }

  void closeCapture() {
    if (open_.empty()) return fail(at_, "invalid pattern capture");
    open_.pop_back();
    ++at_;
  }

  void balance() {
    if (!has(3)) return fail(at_, "malformed pattern (missing arguments to '%b')");
    at_ += 4;
  }

  void frontier() {
    if (!has(2) || text_[at_ + 2] != '[') return fail(at_, "missing '[' after '%f' in pattern");
    at_ += 2;
    single();
  }

  void backReference() {
    const auto index = static_cast<std::size_t>(text_[at_ + 1] - '1');
    const bool isOpen = std::find(open_.begin(), open_.end(), index) != open_.end();
    if (text_[at_ + 1] == '0' || index >= check_.isPosition.size() || isOpen) {
      return fail(at_, concat({"invalid capture index %", text_.substr(at_ + 1, 1)}));
    }
    at_ += 2;
  }

  void single() {
    const std::size_t begin = at_;
    const char c = text_[at_++];
    if (c == '%') {
      if (at_ == text_.size()) return fail(begin, "malformed pattern (ends with '%')");
      ++at_;
    } else if (c == '[') {
      if (at_ < text_.size() && text_[at_] == '^') ++at_;
      do {
        if (at_ == text_.size()) return fail(begin, "malformed pattern (missing ']')");
        if (text_[at_++] == '%' && at_ < text_.size()) ++at_;
      } while (at_ == text_.size() || text_[at_] != ']');
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  PatternCheck check_;
  std::vector<std::size_t> open_;    // captures
  std::vector<std::size_t> opened_;  // where, by capture
};

FormatType typeOf(char conversion, bool& known) {
  known = true;
  switch (conversion) {
    case 'c': return FormatType::Character;
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return FormatType::Integer;
    case 'a':
    case 'A':
    case 'f':
    case 'e':
    case 'E':
    case 'g':
    case 'G': return FormatType::Number;
    case 'q': return FormatType::Quoted;
    case 'p':
    case 's': return FormatType::Any;
    default: known = false; return FormatType::Any;
  }
}

// The flags that a conversion takes, and whether it takes a precision.
std::string_view flagsOf(char conversion) {
  switch (conversion) {
    case 'd':
    case 'i': return "-+0 ";
    case 'u': return "-0";
    case 'o':
    case 'x':
    case 'X': return "-#0";
    case 'c':
    case 'p':
    case 's': return "-";
    default: return kFlags;
  }
}

void skipTwoDigits(std::string_view text, std::size_t& at) {
  for (int i = 0; i < 2 && at < text.size() && isDigit(text[at]); ++i) ++at;
}

// checkformat() of lstrlib.c; `modifiers` are what stands between % and the conversion.
bool isValid(std::string_view modifiers, char conversion) {
  if (modifiers.empty()) return true;
  if (conversion == 'q') return false;
  const bool takesPrecision = conversion != 'c' && conversion != 'p';
  std::size_t at = std::min(modifiers.find_first_not_of(flagsOf(conversion)), modifiers.size());
  if (at < modifiers.size() && modifiers[at] != '0') {
    skipTwoDigits(modifiers, at);
    if (at < modifiers.size() && modifiers[at] == '.' && takesPrecision) {
      ++at;
      skipTwoDigits(modifiers, at);
    }
  }
  return at == modifiers.size();
}

}  // namespace

PatternCheck checkPattern(std::string_view pattern) { return PatternReader(pattern).read(); }

std::string checkReplacement(std::string_view replacement, std::size_t captures) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] != '%') continue;
    const char next = ++i < replacement.size() ? replacement[i] : '\0';
    if (next == '%' || next == '0') continue;
    if (!isDigit(next)) return "% in a replacement must be followed by a digit or %";
    const auto index = static_cast<std::size_t>(next - '0');
    if (index > std::max<std::size_t>(captures, 1)) {
      return concat({"the pattern has no capture number ", index});
    }
  }
  return {};
}

FormatCheck checkFormat(std::string_view format) {
  FormatCheck check;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%') continue;
    if (at + 1 < format.size() && format[at + 1] == '%') {
      ++at;
      continue;
    }
    const std::size_t begin = at++;
    const std::size_t modifiers = at;
    while (at < format.size() &&
           (kFlags.find(format[at]) != std::string_view::npos || kWidths.find(format[at]) != std::string_view::npos)) {
      ++at;
    }
    bool known = false;
    const char conversion = at < format.size() ? format[at] : '\0';
    const FormatType type = typeOf(conversion, known);
    const std::string_view between = format.substr(modifiers, at - modifiers);
    if (!known || between.size() + 1 >= kLongestDirective || !isValid(between, conversion)) {
      check.fault = known ? "these modifiers do not go with this directive" : "string.format knows no such directive";
      check.position = begin;
      return check;
    }
    check.directives.push_back({type, begin, at + 1});
  }
  return check;
}

}  // namespace sluice::language
