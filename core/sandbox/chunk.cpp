#include "sandbox/chunk.h"

#include "base/concat.h"
#include "lauxlib.h"
#include "sandbox/lua_errors.h"

namespace sluice::sandbox {

namespace {

using catalog::ErrorCode;

// Enough for every text of its size that a person writes, many times over.
constexpr std::size_t kMemoryBase = std::size_t{1} << 20;
constexpr std::size_t kMemoryPerByte = 200;
constexpr int kMeterBase = 100'000;
constexpr int kMeterPerByte = 20;

struct Compilation {
  std::string_view scriptId;
  std::string_view code;
  Chunk chunk;
};

int append(lua_State*, const void* bytes, std::size_t size, void* out) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return 0;
}

int compileProtected(lua_State* L) {
  auto& compilation = *static_cast<Compilation*>(lua_touserdata(L, 1));
  const std::string_view code = compilation.code;
  const std::string name = concat({"=", compilation.scriptId});
  const int status = luaL_loadbufferx(L, code.data(), code.size(), name.c_str(), "t");
  if (status == LUA_OK) {
    lua_dump(L, append, &compilation.chunk.bytecode, 0);
  } else if (status == LUA_ERRSYNTAX || status == LUA_ERRRUN) {  // the latter when it is nested too deeply
    std::string message = errorText(L);
    const int line = lineIn(message);
    compilation.chunk.error = RunError{ErrorCode::SyntaxError, std::move(message), line};
  }
  return 0;
}

class Nobody final : public VmClient {
 public:
  void dropRequests() override {}
};

}  // namespace

Chunk compileChunk(std::string_view scriptId, std::string_view code, const catalog::Limits& limits, VmPool& pool) {
  if (code.size() > limits.scriptBytes) {
    return {{}, limitError(ErrorCode::LimitSize, "script size", limits.scriptBytes, code.size())};
  }
  const std::size_t memory = kMemoryBase + kMemoryPerByte * code.size();
  const int meter = kMeterBase + kMeterPerByte * static_cast<int>(code.size());
  Nobody nobody;
  Compilation compilation{scriptId, code, {}};
  const VmLease vm = pool.take(nobody, memory);
  if (!vm) return {{}, limitError(ErrorCode::LimitMemory, "memory", memory, memory)};
  lua_State* L = vm->state();
  lua_setmeter(L, meter);
  lua_pushcfunction(L, compileProtected);
  lua_pushlightuserdata(L, &compilation);
  lua_pcall(L, 1, 0, 0);
  if (lua_memoryspent(L) != 0) return {{}, limitError(ErrorCode::LimitMemory, "memory", memory, vm->memoryRefused())};
  if (lua_getmeter(L) < 0) {
    const auto allowed = static_cast<std::uint64_t>(meter);
    return {{}, limitError(ErrorCode::LimitInstructions, "compilation", allowed, allowed + 1)};
  }
  return std::move(compilation.chunk);
}

}  // namespace sluice::sandbox
