// Markdown as hovers, signature help and completion show it: paragraphs, lists, `code`, fenced code, **bold**, and
// links to pages of the documentation. Whatever a script or a pipeline says passes through here: it can make neither
// links, images nor HTML.
#pragma once

#include <string>
#include <string_view>

namespace sluice::language {

// The text of a documentation comment. Its code spans, fences, list marks and bold text keep their meaning; everything
// else stands for itself.
std::string markdownOfDoc(std::string_view text);
// Text that stands for itself, on one line.
std::string markdownOfText(std::string_view text);
// A code span; line breaks become blanks.
std::string codeSpan(std::string_view code);
// Fenced code that the code itself cannot close.
std::string fencedCode(std::string_view code, std::string_view language = "lua");

}  // namespace sluice::language
