#include "json/string_end.h"

#include "json/word.h"

namespace sluice::json {

std::size_t stringEnd(std::string_view json, std::size_t start) {
  std::size_t at = start + 1;
  for (;;) {
    for (; at + kWordBytes <= json.size(); at += kWordBytes) {
      const Word word = wordAt(json.data() + at);
      if (contains(word, '"') || contains(word, '\\')) break;
    }
    while (json[at] != '"' && json[at] != '\\') ++at;
    if (json[at] == '"') return at;
    at += 2;
  }
}

}  // namespace sluice::json
