#include "language/text/document.h"

namespace sluice::language {

void Document::replace(std::string text) {
  text_ = std::move(text);
  lines_ = LineIndex(text_);
}

void Document::replace(Range range, std::string_view with) {
  const Span span = lines_.span(text_, range);
  text_.replace(span.begin, span.size(), with);
  lines_ = LineIndex(text_);
}

}  // namespace sluice::language
