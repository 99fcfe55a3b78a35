#include "support/lua_texts.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/check.h"
#include "catalog/catalog.h"
#include "lauxlib.h"
#include "lobject.h"
#include "lstate.h"
#include "sandbox/chunk.h"
#include "support/read_file.h"

namespace sluice::tests {

namespace {

std::vector<LuaText> readTexts() {
  const std::filesystem::path repository = SLUICE_REPO_DIR;
  std::vector<LuaText> texts;
  for (const char* folder : {"tests", "examples"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(repository / folder)) {
      if (entry.path().extension() != ".lua") continue;
      texts.push_back({entry.path().lexically_relative(repository).string(), readFile(entry.path())});
    }
  }
  std::sort(texts.begin(), texts.end(), [](const LuaText& a, const LuaText& b) { return a.path < b.path; });
  SLUICE_CHECK(texts.size() > 500, "the corpus of scripts is gone");
  return texts;
}

int append(lua_State*, const void* bytes, std::size_t size, void* out) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return 0;
}

// The dump has the lines of functions even when it is stripped.
void forgetLines(Proto& proto) {
  proto.linedefined = 0;
  proto.lastlinedefined = 0;
  for (int i = 0; i < proto.sizep; ++i) forgetLines(*proto.p[i]);
}

}  // namespace

const std::vector<LuaText>& luaTexts() {
  static const std::vector<LuaText> texts = readTexts();
  return texts;
}

LuaCompiler::LuaCompiler() : pool_([](lua_State*) {}) {}

std::string LuaCompiler::refusal(std::string_view code) {
  catalog::Limits limits;
  limits.scriptBytes = code.size();
  const sandbox::Chunk chunk = sandbox::compileChunk("test", code, limits, pool_);
  return chunk.error ? chunk.error->message : "";
}

std::string LuaCompiler::strippedBytecode(std::string_view code) {
  const std::unique_ptr<lua_State, void (*)(lua_State*)> state(luaL_newstate(), lua_close);
  const int status = luaL_loadbufferx(state.get(), code.data(), code.size(), "=test", "t");
  SLUICE_CHECK(status == LUA_OK, "the compiler refuses this text");
  forgetLines(*clLvalue(s2v(state->top.p - 1))->p);
  std::string bytecode;
  lua_dump(state.get(), append, &bytecode, 1);
  return bytecode;
}

}  // namespace sluice::tests
