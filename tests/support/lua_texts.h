// Lua to try things on: the scripts that lie in the repository, and what the engine's compiler says of a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sandbox/vm_pool.h"

namespace sluice::tests {

struct LuaText {
  std::string path;  // in the repository
  std::string code;
};

// Every *.lua below tests and examples, sorted by path.
const std::vector<LuaText>& luaTexts();

class LuaCompiler {
 public:
  LuaCompiler();

  // Why the compiler refuses the text; empty when it does not.
  std::string refusal(std::string_view code);
  // The bytecode without names and lines. Precondition: the compiler does not refuse the text.
  std::string strippedBytecode(std::string_view code);

 private:
  sandbox::VmPool pool_;
};

}  // namespace sluice::tests
