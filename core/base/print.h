#pragma once

#include <cstdarg>
#include <cstddef>

namespace sluice {

// C's vsnprintf() in the "C" locale, as far as Lua and the JSON writer need it: the conversions c d i u o x X p s %
// and, for doubles, a A e E f F g G, with all flags, widths, precisions up to 99 and the lengths l and ll. Doubles are
// rounded correctly, ties to even. Any other conversion ends the text.
//
// Writes at most `size` characters, the NUL that ends the text included, and answers how long the whole text is.
int print(char* out, std::size_t size, const char* format, std::va_list arguments);

}  // namespace sluice
