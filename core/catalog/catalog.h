// What Sluice knows about itself: hooks, helpers, limits, error codes and the keys that traces mask. The JSON files
// of this folder are the source; scripts/generate.mjs writes generated/ from them. Everything here is constant data
// with static lifetime: views stay valid for ever, and nothing allocates or fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/generated/types.h"

namespace sluice::catalog {

// How a trigger's outcome is used: blocking may abort an action, enrichment yields data, async runs after the response.
enum class Mode : std::uint8_t { Blocking, Enrichment, Async };

std::string_view toString(Mode mode);
// False when `text` names no mode; `mode` is then left alone.
bool modeFrom(std::string_view text, Mode& mode);

// The code as outcomes, spans and SluiceErrors spell it, as in "syntax_error". A static, NUL-terminated string.
const char* toString(ErrorCode code);
// False when `text` is no code of the catalog; `code` is then left alone.
bool errorCodeFrom(std::string_view text, ErrorCode& code);

struct LimitInfo {
  std::string_view name;  // that of the member of Limits
  std::string_view unit;  // bytes, count, ms, instructions, levels or lines
  std::uint64_t defaultValue;
  std::uint64_t ceiling;  // the most a deployment may raise it to
  bool plan;              // whether a plan may lower it
  std::uint64_t Limits::*field;
};

std::span<const LimitInfo> limits();
// Null when there is no limit of that name.
const LimitInfo* findLimit(std::string_view name);

// What a trace shows of a value: all of it, nothing, or an e-mail address without most of its local part.
enum class Mask : std::uint8_t { None, Hide, Email };

enum class FieldType : std::uint8_t { String, Email, Number, Boolean, Date, StringList, Map, Enum, Object };

struct Field;

// A span of fields. std::span itself may not be a member of Field: it wants a complete type.
class FieldList {
 public:
  constexpr FieldList() = default;
  constexpr FieldList(const Field* first, std::size_t count) : first_(first), count_(count) {}

  constexpr const Field* begin() const { return first_; }
  constexpr const Field* end() const;
  constexpr std::size_t size() const { return count_; }
  constexpr bool empty() const { return count_ == 0; }
  constexpr operator std::span<const Field>() const;

 private:
  const Field* first_ = nullptr;
  std::size_t count_ = 0;
};

// One member of a hook's context.
struct Field {
  std::string_view name;
  FieldType type;
  bool optional;
  Mask mask;  // of the value; on a Map, of each value whose key `fields` does not name
  // Object: its members. Map: keys with a mask of their own, lower-case, to be compared without regard to ASCII case.
  FieldList fields;
};

constexpr const Field* FieldList::end() const { return first_ + count_; }
constexpr FieldList::operator std::span<const Field>() const { return {first_, count_}; }

struct Hook {
  std::string_view name;
  Mode mode;
  std::string_view failureText;  // for end users when a script failed under onError "block"; empty for async hooks
  std::span<const Field> context;
};

std::span<const Hook> hooks();
// Null when the trigger is not of the catalog (a custom hook, or unknown).
const Hook* findHook(std::string_view name);

// The failure text of custom hooks.
std::string_view customFailureText();
// What a deny says that gave no text of its own.
std::string_view denyText();

// Local helpers answer at once, host helpers become effects, values are plain members.
enum class HelperKind : std::uint8_t { Local, Host, Value };

struct Helper {
  std::string_view name;  // below `helpers`, as in "json.encode"; for globals the global's name
  HelperKind kind;
};

std::span<const Helper> helpers();
// Null when `helpers` has no such member.
const Helper* findHelper(std::string_view name);
// Globals beyond Lua's own: await, print, context.
std::span<const Helper> globals();

// Whether string values under this key are masked in traces wherever they stand. Regardless of ASCII case, '-' and
// '_': "Set-Cookie", "accessToken" and "access_token" all are.
bool isSensitiveKey(std::string_view key);

}  // namespace sluice::catalog
