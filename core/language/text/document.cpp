#include "language/text/document.h"

namespace sluice::language {

void Document::replace(std::string text) {
  text_ = std::move(text);
  lines_ = LineIndex(text_);
}

void Document::replace(Range range, std::string_view with, Encoding encoding) {
  const Span replaced = span(range, encoding);
  text_.replace(replaced.begin, replaced.size(), with);
  lines_ = LineIndex(text_);
}

}  // namespace sluice::language
