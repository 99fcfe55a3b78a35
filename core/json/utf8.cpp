#include "json/utf8.h"

#include "json/word.h"

namespace sluice::json {
namespace {

using Byte = unsigned char;

// What may follow a lead byte: how many continuation bytes, and the range of the first one. The later ones are
// always 80..BF; only the first can make a sequence overlong, a surrogate or too large.
struct Lead {
  std::size_t continuations;
  Byte low;
  Byte high;
};

constexpr Lead kNoLead{0, 0, 0};

constexpr Lead leadOf(Byte byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return kNoLead;
}

}  // namespace

Utf8Step utf8Step(std::string_view text) {
  const auto first = static_cast<Byte>(text[0]);
  if (first < 0x80) return {1, true};
  Lead lead = leadOf(first);
  if (lead.continuations == 0) return {1, false};
  std::size_t length = 1;
  for (; length <= lead.continuations; ++length) {
    if (length == text.size()) return {length, false};
    const auto next = static_cast<Byte>(text[length]);
    if (next < lead.low || next > lead.high) return {length, false};
    lead.low = 0x80;
    lead.high = 0xBF;
  }
  return {length, true};
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    while (text.size() >= kWordBytes && isAscii(wordAt(text.data()))) text.remove_prefix(kWordBytes);
    if (text.empty()) break;
    const Utf8Step step = utf8Step(text);
    if (!step.valid) return false;
    text.remove_prefix(step.length);
  }
  return true;
}

}  // namespace sluice::json
