// A handler may raise a Lua error, which as a C++ exception unwinds through the reader: everything alive in between is
// an object on this stack, so nothing leaks. This file must therefore be compiled with exceptions.
#include "json/reader.h"

#include <charconv>
#include <cmath>
#include <vector>

#include "base/ascii.h"
#include "base/check.h"
#include "base/numeral.h"
#include "json/plain_text.h"
#include "json/reference_reader.h"
#include "json/string_escape.h"
#include "json/unique_keys.h"
#include "json/utf8.h"

namespace sluice::json {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// The grammar of RFC 8259. Every function begins where its name's part should stand and leaves `at_` behind it; false
// when it is not there, is beyond a limit, or the handler has had enough.
class TextReader {
 public:
  TextReader(std::string_view text, const ReadLimits& limits, Handler& handler)
      : at_(text.data()), end_(text.data() + text.size()), limits_(limits), handler_(handler) {}

  bool document() {
    if (!value()) return false;
    while (!open_.empty()) {
      if (!goOn()) return false;
    }
    skipBlanks();
    return at_ == end_;
  }

  // Whether it was the handler that ended the reading, and where that was.
  bool isStopped() const { return isStopped_; }
  const char* at() const { return at_; }
  // What ended it otherwise.
  std::string problem() const {
    if (isStopped_) return {};
    if (isRepeated_) return repetitionOf(repeated_);
    if (isBeyond_) return "more values, or nested deeper, than allowed";
    return at_ == end_ ? "unexpected end of input" : "unexpected character";
  }

 private:
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  bool tell(bool goesOn) {
    isStopped_ = !goesOn;
    return goesOn;
  }
  bool countNode() { return nodes_++ < limits_.nodes || beyond(); }
  bool beyond() {
    isBeyond_ = true;
    return false;
  }

  void skipBlanks() {
    while (at_ != end_ && isBlank(*at_)) ++at_;
  }
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool takeDigits() {
    const char* first = at_;
    while (at_ != end_ && isDigit(*at_)) ++at_;
    return at_ != first;
  }

  // A scalar, or the beginning of a container.
  bool value() {
    skipBlanks();
    if (at_ == end_) return false;
    switch (*at_) {
      case '"': {
        std::string_view text;
        return string(text) && countNode() && tell(handler_.string(text));
      }
      case '{': return startObject();
      case '[': return startArray();
      case 't': return take("true") && countNode() && tell(handler_.boolean(true));
      case 'f': return take("false") && countNode() && tell(handler_.boolean(false));
      case 'n': return take("null") && countNode() && tell(handler_.null());
      default: return number();
    }
  }

  // In the innermost container: its end, or its next member or item.
  bool goOn() {
    const char closer = open_.back();
    skipBlanks();
    if (take(closer)) return closer == '}' ? endObject() : endArray();
    if (!isNew_ && !take(',')) return false;
    isNew_ = false;
    return (closer == ']' || memberName()) && value();
  }

  bool memberName() {
    skipBlanks();
    std::string_view name;
    if (!string(name)) return false;
    keys_.add(name);
    if (!tell(handler_.key(name))) return false;
    skipBlanks();
    return take(':');
  }

  bool start(char closer) {
    ++at_;
    if (!countNode()) return false;
    if (open_.size() == limits_.depth) return beyond();
    open_.push_back(closer);
    isNew_ = true;
    return true;
  }
  bool startObject() {
    if (!start('}')) return false;
    keys_.startObject();
    return tell(handler_.startObject(kUnknownSize));
  }
  bool startArray() { return start(']') && tell(handler_.startArray(kUnknownSize)); }
  bool endObject() {
    end();
    isRepeated_ = !keys_.endObject(repeated_);
    return !isRepeated_ && tell(handler_.endObject());
  }
  bool endArray() {
    end();
    return tell(handler_.endArray());
  }
  void end() {
    open_.pop_back();
    isNew_ = false;
  }

  // `text` is valid until the next string: a piece of the document, or unescaped_.
  bool string(std::string_view& text) {
    if (!take('"')) return false;
    text = rest().substr(0, plainLength(rest()));
    at_ += text.size();
    if (take('"')) return true;
    unescaped_.assign(text);
    while (const std::size_t length = readEscape(rest(), unescaped_)) {
      at_ += length;
      const std::string_view plain = rest().substr(0, plainLength(rest()));
      unescaped_ += plain;
      at_ += plain.size();
    }
    text = unescaped_;
    return take('"') && isUtf8(text);  // a surrogate on its own is none
  }

  bool number() {
    const char* first = at_;
    take('-');
    if (!take('0') && !takeDigits()) return false;
    const char* integerEnd = at_;
    if (take('.') && !takeDigits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!takeDigits()) return false;
    }
    std::int64_t integer = 0;
    if (at_ == integerEnd && std::from_chars(first, at_, integer).ec == std::errc()) {
      return countNode() && tell(handler_.integer(integer));
    }
    const double number = parseNumeral(std::string(first, at_).c_str(), nullptr);
    return std::isfinite(number) && countNode() && tell(handler_.number(number));
  }

  const char* at_;
  const char* const end_;
  const ReadLimits& limits_;
  Handler& handler_;
  UniqueKeys keys_;
  std::vector<char> open_;  // the closers of the containers that are open
  bool isNew_ = false;      // nothing stands in the innermost container yet
  std::size_t nodes_ = 0;
  std::string unescaped_;
  std::string repeated_;  // the key, where one is
  bool isRepeated_ = false;
  bool isBeyond_ = false;  // a limit
  bool isStopped_ = false;
};

// Sees a text again that a handler has seen already.
class Nobody final : public Handler {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool integer(std::int64_t) override { return true; }
  bool number(double) override { return true; }
  bool string(std::string_view) override { return true; }
  bool key(std::string_view) override { return true; }
  bool startObject(std::size_t) override { return true; }
  bool endObject() override { return true; }
  bool startArray(std::size_t) override { return true; }
  bool endArray() override { return true; }
};

void explain(std::string_view text, const ReadLimits& limits, ReadError& error) {
  Nobody nobody;
  SLUICE_CHECK(!readByReference(text, limits, nobody, &error), "a text was refused that is good JSON");
}

// What is too long, or has a NUL byte anywhere, is refused before anything of it is told.
bool isTold(std::string_view text, const ReadLimits& limits) {
  return text.size() <= limits.bytes && text.find('\0') == std::string_view::npos;
}

}  // namespace

bool read(std::string_view text, const ReadLimits& limits, Handler& handler, ReadError* error) {
  TextReader reader(text, limits, handler);
  if (isTold(text, limits) && reader.document()) return true;
  if (error == nullptr) return false;
  if (reader.isStopped()) {
    *error = {{}, static_cast<std::size_t>(reader.at() - text.data())};
  } else {
    explain(text, limits, *error);
  }
  return false;
}

bool readBriefly(std::string_view text, const ReadLimits& limits, Handler& handler, ReadError& error) {
  TextReader reader(text, limits, handler);
  if (isTold(text, limits) && reader.document()) return true;
  error = {text.size() > limits.bytes ? "too large" : reader.problem(),
           static_cast<std::size_t>(reader.at() - text.data())};
  return false;
}

}  // namespace sluice::json
