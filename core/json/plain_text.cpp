#include "json/plain_text.h"

#include "json/utf8.h"
#include "json/word.h"

namespace sluice::json {
namespace {

// Whether none of eight bytes needs a second look: all are ASCII, no control character, quote or backslash. Borrows run
// upwards from a byte that does only.
bool isPlain(Word bytes) {
  const Word control = bytes - kEveryByte * 0x20;
  const Word quote = (bytes ^ kEveryByte * '"') - kEveryByte;
  const Word backslash = (bytes ^ kEveryByte * '\\') - kEveryByte;
  return isAscii(bytes | control | quote | backslash);
}

}  // namespace

std::size_t plainLength(std::string_view text) {
  std::size_t length = 0;
  while (length + kWordBytes <= text.size() && isPlain(wordAt(text.data() + length))) length += kWordBytes;
  while (length < text.size()) {
    const auto byte = static_cast<unsigned char>(text[length]);
    if (byte < 0x20 || byte == '"' || byte == '\\') break;
    if (byte < 0x80) {
      length++;
      continue;
    }
    const Utf8Step step = utf8Step(text.substr(length));
    if (!step.valid) break;
    length += step.length;
  }
  return length;
}

}  // namespace sluice::json
