// A compiled script. Scripts come as text only; the bytecode made from it here never leaves the engine, and none is
// accepted from outside, because Lua's loader trusts it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "sandbox/run_error.h"
#include "sandbox/vm_pool.h"

namespace sluice::sandbox {

struct Chunk {
  std::string bytecode;           // with line numbers
  std::optional<RunError> error;  // why there is no bytecode: limit_size, syntax_error, limit_instructions, limit_memory
};

// Compiles `code` in a slot of `pool`, with memory and a meter of its own, so that no script is charged for it and
// none can keep the engine busy by being hard to compile.
Chunk compileChunk(std::string_view scriptId, std::string_view code, const catalog::Limits& limits, VmPool& pool);

}  // namespace sluice::sandbox
