#include "base/concat.h"

namespace sluice {

void TextPart::appendTo(std::string& out) const {
  switch (kind_) {
    case Kind::Text: out += text_; return;
    case Kind::Signed: out += std::to_string(number_); return;
    case Kind::Unsigned: out += std::to_string(static_cast<std::uint64_t>(number_)); return;
  }
}

std::string concat(std::initializer_list<TextPart> parts) {
  std::string out;
  for (const TextPart& part : parts) part.appendTo(out);
  return out;
}

}  // namespace sluice
