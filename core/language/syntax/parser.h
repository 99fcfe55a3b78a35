// Tokens to a tree: recursive descent, twice at most.
//
// The first pass is strict: Lua's grammar and nothing else. Only when it finds a mistake, a second pass also looks at
// how the lines are indented, to tell what was meant where something is missing: whether `end` closes this block or an
// outer one, whether a name on the next line is the field that is missing here. Text without mistakes is never judged
// by its indentation.
//
// Any text gives a tree, in time linear in its size; statements and expressions nest as deep as Lua allows (kMaxDepth),
// beyond that the rest of the text is skipped with a mistake. If the first pass found a mistake, the result has one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "language/syntax/tree.h"

namespace sluice::language {

// LUAI_MAXCCALLS, less the calls that the engine is in when it compiles a script; the tests compare with the compiler.
inline constexpr std::uint32_t kMaxDepth = 199;

std::unique_ptr<SyntaxTree> parse(std::string text);

}  // namespace sluice::language
