// JSON text → Lua values, without a document in between: a handler for json::read that builds tables on the stack.
// null is nil: absent in an object, a hole in an array. Arrays are sequences from 1 and keep the ARRAY trait.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "json/reader.h"
#include "lua.h"

namespace sluice::sandbox {

class LuaPusher final : public json::Handler {
 public:
  struct Options {
    bool readOnly = false;
    // Whether the script pays for the text that is read and for what is built of it.
    bool charged = false;
    // Members of the outermost object that are left out, with everything below them.
    std::span<const std::string_view> omit = {};
  };

  // Leaves exactly one value on the stack of `L` when the whole document was read. Raises for lack of memory; may be
  // unwound through.
  LuaPusher(lua_State* L, const Options& options) : L_(L), options_(options) {}

  bool null() override;
  bool boolean(bool value) override;
  bool integer(std::int64_t value) override;
  bool number(double value) override;
  bool string(std::string_view value) override;
  bool key(std::string_view name) override;
  bool startObject(std::size_t members) override;
  bool endObject() override;
  bool startArray(std::size_t items) override;
  bool endArray() override;

 private:
  struct Level {
    bool array;
    lua_Integer next;  // index of the array's next item
  };

  bool skips();
  void pay(std::size_t instructions);
  bool place();
  bool begin(bool array, std::size_t size);
  bool end();

  lua_State* L_;
  Options options_;
  std::vector<Level> levels_;
  std::size_t skippedDepth_ = 0;  // open containers below an omitted member
  bool skipsMember_ = false;
};

// Reads `text` and pushes the value. False, with nothing pushed and `error` filled, when the text is not JSON within
// the limits. May raise.
bool pushJson(lua_State* L, std::string_view text, const json::ReadLimits& limits, const LuaPusher::Options& options,
              json::ReadError* error);

}  // namespace sluice::sandbox
