// The only file that includes nlohmann_json. Its parser keeps its own stack of open containers, so the depth of a
// document costs heap, never C stack; its DOM type is named here but never made.
//
// A handler may raise a Lua error, which as a C++ exception unwinds through the parser: everything alive in between
// is an object on this stack, so nothing leaks. This file must therefore be compiled with exceptions.
#include "json/reference_reader.h"

#include <cstring>
#include <iterator>

#include "base/concat.h"
#include "json/unique_keys.h"

#define JSON_NO_IO
#define JSON_HAS_FILESYSTEM 0
#define JSON_HAS_EXPERIMENTAL_FILESYSTEM 0
#include <nlohmann/json.hpp>

namespace sluice::json {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kNumberOverflow = 406;  // nlohmann_json's id of out_of_range

// The text and how much of it was read. The parser copies its iterators, so the position lives outside of them.
struct Source {
  const char* next;
  const char* end;
};

// Input iterator over a Source. The end is a default-constructed one.
class SourceIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  SourceIterator() = default;
  explicit SourceIterator(Source& source) : source_(&source) {}

  const char& operator*() const { return *source_->next; }
  SourceIterator& operator++() {
    ++source_->next;
    return *this;
  }
  bool operator==(const SourceIterator&) const { return source_->next == source_->end; }

 private:
  Source* source_ = nullptr;
};

// nlohmann_json's sentence without its id, its line and column and the text it quotes, which may hold secrets:
// "[…101] parse error at line 1, column 3: syntax error while parsing value - invalid literal; last read: '[x'".
std::string reasonOf(const nlohmann::detail::exception& error) {
  if (error.id == kNumberOverflow) return "number out of range";
  std::string_view text = error.what();
  const std::size_t dash = text.find(" - ");
  if (dash == std::string_view::npos) return "malformed JSON";
  text.remove_prefix(dash + 3);
  return std::string(text.substr(0, text.find("; last read")));
}

std::string counted(std::string_view before, std::size_t number, std::string_view after) {
  return concat({before, number, after});
}

// Between nlohmann_json, which calls the snake_case functions, and our handler.
class Events {
 public:
  Events(const ReadLimits& limits, Handler& handler) : limits_(limits), handler_(handler) {}

  bool null() { return countNode() && handler_.null(); }
  bool boolean(bool value) { return countNode() && handler_.boolean(value); }
  bool number_integer(std::int64_t value) { return countNode() && handler_.integer(value); }
  bool number_unsigned(std::uint64_t value) {
    if (!countNode()) return false;
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return handler_.number(static_cast<double>(value));
    return handler_.integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string&) { return countNode() && handler_.number(value); }
  bool string(std::string& value) { return countNode() && handler_.string(value); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // of binary formats only

  bool start_object(std::size_t) {
    if (!countNode() || !enter()) return false;
    keys_.startObject();
    return handler_.startObject(kUnknownSize);
  }
  bool key(std::string& name) {
    keys_.add(name);
    return handler_.key(name);
  }
  bool end_object() {
    --depth_;
    std::string repeated;
    if (!keys_.endObject(repeated)) return refuse(repetitionOf(repeated));
    return handler_.endObject();
  }
  bool start_array(std::size_t) { return countNode() && enter() && handler_.startArray(kUnknownSize); }
  bool end_array() {
    --depth_;
    return handler_.endArray();
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
    return refuse(reasonOf(error));
  }

  // Empty when nothing was wrong or when the handler stopped the reading.
  std::string& message() { return message_; }

 private:
  bool refuse(std::string message) {
    message_ = std::move(message);
    return false;
  }
  bool countNode() {
    if (nodes_++ < limits_.nodes) return true;
    return refuse(counted("more than ", limits_.nodes, " values"));
  }
  bool enter() {
    if (depth_++ < limits_.depth) return true;
    return refuse(counted("nested deeper than ", limits_.depth, " levels"));
  }

  const ReadLimits& limits_;
  Handler& handler_;
  UniqueKeys keys_;
  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
  std::string message_;
};

bool fail(ReadError* error, std::string message, std::size_t offset) {
  if (error != nullptr) *error = {std::move(message), offset};
  return false;
}

}  // namespace

bool readByReference(std::string_view text, const ReadLimits& limits, Handler& handler, ReadError* error) {
  if (text.size() > limits.bytes) {
    return fail(error, counted("larger than ", limits.bytes, " bytes"), limits.bytes);
  }
  if (text.starts_with(kByteOrderMark)) return fail(error, "starts with a byte-order mark", 0);
  // The parser takes a NUL byte for the end of the text and would ignore whatever stands behind it.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return fail(error, "control character U+0000", nul);
  }

  Source source{text.data(), text.data() + text.size()};
  Events events(limits, handler);
  if (nlohmann::json::sax_parse(SourceIterator(source), SourceIterator(), &events)) return true;
  return fail(error, std::move(events.message()), static_cast<std::size_t>(source.next - text.data()));
}

}  // namespace sluice::json
