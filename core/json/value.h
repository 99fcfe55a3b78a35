// A small document tree for cold paths (plans, graphs, options, secret records): read once, look up, throw away.
// Hot paths (context, results) never build one: they use the reader and the writer directly.
// A tree can take twenty times the memory of its text ("[0,0,0…"): whoever reads a stranger's text sets
// ReadLimits::nodes. Destroying and writing one recurses as deep as ReadLimits::depth.
// Our own rather than nlohmann's basic_json, because instantiating that one costs more Wasm than the engine's
// execution machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "json/reader.h"
#include "json/writer.h"

namespace sluice::json {

class Value {
 public:
  enum class Kind : std::uint8_t { Null, Boolean, Integer, Number, String, Array, Object };
  using Member = std::pair<std::string, Value>;

  Kind kind() const { return static_cast<Kind>(state_.index()); }
  bool isNull() const { return kind() == Kind::Null; }
  bool isString() const { return kind() == Kind::String; }
  bool isArray() const { return kind() == Kind::Array; }
  bool isObject() const { return kind() == Kind::Object; }
  bool isBoolean() const { return kind() == Kind::Boolean; }
  bool isInteger() const { return kind() == Kind::Integer; }
  bool isNumeric() const { return kind() == Kind::Integer || kind() == Kind::Number; }

  // Precondition of each accessor: the matching kind.
  bool boolean() const;
  std::int64_t integer() const;
  double number() const;  // Integer or Number
  const std::string& string() const;
  const std::vector<Value>& items() const;     // Array
  const std::vector<Member>& members() const;  // Object, in the order of the text

  // The member called `name`, or nullptr when this is no object or has none.
  const Value* find(std::string_view name) const;
  // Like find(), but a member that is null counts as absent.
  const Value* get(std::string_view name) const;

  // The member called `name` where it is a string or an integer, else nullptr.
  const std::string* stringAt(std::string_view name) const;
  const std::int64_t* integerAt(std::string_view name) const;
  // Each reads an optional member: `out` is left alone when it is absent or null. False when it is something else;
  // then a list may have been read in part.
  bool readText(std::string_view name, std::string& out) const;
  bool readTexts(std::string_view name, std::vector<std::string>& out) const;  // appends to `out`
  // Sets `out` to the integer member `name`. False when there is none.
  bool readInteger(std::string_view name, std::int64_t& out) const;

  // Appends this value to `out`, members in their order.
  void write(Writer& out) const;

 private:
  friend class TreeBuilder;
  // In the order of Kind.
  std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Value>, std::vector<Member>> state_;
};

// Reads a whole document. On failure: nullopt, and `error` (if given) says where and why.
std::optional<Value> parse(std::string_view text, const ReadLimits& limits = {}, ReadError* error = nullptr);
// The same by readBriefly().
std::optional<Value> parseBriefly(std::string_view text, const ReadLimits& limits, ReadError& error);

}  // namespace sluice::json
