// Lua values → JSON text, read raw: no metamethod and no script code runs, whatever the value is. A table is an array
// when its keys are 1..n (n ≥ 1), or when it carries the ARRAY trait and has no keys but positive integers (holes are
// null); any other table is an object, its keys as text, sorted bytewise. Integral floats within ±2^53 print as
// integers. json.null (a light userdata of helpers/json) prints as null.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lua.h"

namespace sluice::sandbox {

// A text check that the owner of secrets provides.
class SecretFinder {
 public:
  // The name of a secret whose value occurs in `text`, or an empty view.
  virtual std::string_view secretIn(std::string_view text) const = 0;

 protected:
  ~SecretFinder() = default;
};

struct JsonTextLimits {
  std::size_t bytes;
  std::size_t depth;  // containers within containers; the outermost table is level 1
  std::size_t nodes;
};

struct JsonTextError {
  bool tooLarge = false;  // a limit, else a value that JSON cannot say
  std::string message;    // names the path, as in "data.user.tags[2] is a function"
};

// Where a member of the outermost object stands in the text.
struct JsonPart {
  std::string key;
  std::size_t begin;  // of the value
  std::size_t end;
};

// Writes the value at `index` to `out`. `root` is what the path begins with. `secrets` may be null; `parts`, if given,
// gets the members of the outermost object, sorted by key.
// False with `error` filled when it cannot. Raises for lack of memory, and when
// the work spends the meter.
bool writeJson(lua_State* L, int index, const JsonTextLimits& limits, std::string_view root,
               const SecretFinder* secrets, std::string& out, JsonTextError& error,
               std::vector<JsonPart>* parts = nullptr);

// The address that stands for json.null.
void* jsonNull();

}  // namespace sluice::sandbox
