// Lua programs that parse, out of any bytes: libFuzzer's mutations of text seldom survive a parser.
#pragma once

#include <string>
#include <string_view>

namespace sluice::fuzz {

// A program over the libraries and helpers that scripts have. The same bytes give the same program; it has a bounded
// number of statements and expressions, and says nothing about how long it runs. Now and then an argument is of a type
// that its function does not take, or a name is one that nobody has defined.
std::string luaProgram(std::string_view bytes);

}  // namespace sluice::fuzz
