#include "secrets/readings.h"

#include <algorithm>
#include <optional>

#include "base/hex.h"
#include "json/string_escape.h"

namespace sluice::secrets {
namespace {

// Appends the bytes of `text` from `from` to `to`, which stand for themselves.
void appendPlain(Reading& reading, std::string_view text, std::size_t from, std::size_t to) {
  reading.bytes.append(text, from, to - from);
  for (std::size_t at = from; at < to; ++at) reading.origins.push_back(at);
}

// Reads `text` with `readOne(rest, out)`, which is asked where a byte is one of the two `marks`. It appends what the
// start of `rest` stands for and returns the length of that, or 0 when it stands for itself.
template <typename ReadOne>
Reading readWith(std::string_view text, const char (&marks)[2], ReadOne readOne) {
  Reading reading;
  reading.bytes.reserve(text.size());
  reading.origins.reserve(text.size());
  reading.end = text.size();
  std::size_t plain = 0;  // where those begin that stand for themselves and are not appended yet
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != marks[0] && text[at] != marks[1]) {
      ++at;
      continue;
    }
    appendPlain(reading, text, plain, at);
    plain = at;
    at += std::max<std::size_t>(readOne(text.substr(at), reading.bytes), 1);
    if (reading.bytes.size() == reading.origins.size()) continue;
    reading.origins.resize(reading.bytes.size(), plain);
    plain = at;
  }
  appendPlain(reading, text, plain, text.size());
  return reading;
}

}  // namespace

std::size_t Reading::endOf(std::size_t index) const {
  const std::size_t origin = origins[index];
  while (index < origins.size() && origins[index] == origin) ++index;
  return index < origins.size() ? origins[index] : end;
}

Reading readPercentEncoded(std::string_view text, bool plusIsSpace) {
  const char marks[] = {'%', plusIsSpace ? '+' : '%'};
  return readWith(text, marks, [plusIsSpace](std::string_view rest, std::string& out) -> std::size_t {
    if (const auto byte = rest[0] == '%' ? leadingHex(rest.substr(1), 2) : std::nullopt) {
      out += static_cast<char>(*byte);
      return 3;
    }
    if (!plusIsSpace || rest[0] != '+') return 0;
    out += ' ';
    return 1;
  });
}

Reading readJsonEscaped(std::string_view text) { return readWith(text, {'\\', '\\'}, json::readEscape); }

}  // namespace sluice::secrets
