#include "language/text/edit.h"

namespace sluice::language {

std::string applied(std::string_view text, const std::vector<TextEdit>& edits) {
  std::string out;
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  return out += text.substr(at);
}

bool areApart(const std::vector<TextEdit>& edits, std::size_t size) {
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    if (edit.span.begin < at || edit.span.end < edit.span.begin || edit.span.end > size) return false;
    at = edit.span.end;
  }
  return true;
}

}  // namespace sluice::language
