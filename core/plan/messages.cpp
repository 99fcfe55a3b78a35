#include "plan/messages.h"

#include "base/check.h"
#include "json/writer.h"

namespace sluice::plan {
namespace {

constexpr std::size_t kMostNamesShown = 16;

void appendNames(std::string& out, const Part::Names& names, std::string_view separator) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += separator;
    if (names.size() > kMostNamesShown && i == kMostNamesShown - 1) {
      const std::size_t last = names.size() - 1;
      out += say("… ($ more)", {last - i});
      out += separator;
      i = last;
    }
    out += json::quoted(names[i]);
  }
}

}  // namespace

void Part::appendTo(std::string& out) const {
  switch (kind_) {
    case Kind::Name: out += json::quoted(text_); return;
    case Kind::Number: out += std::to_string(number_); return;
    case Kind::Names: appendNames(out, *names_, text_); return;
  }
}

std::string say(std::string_view pattern, std::initializer_list<Part> parts) {
  std::string out;
  const Part* part = parts.begin();
  for (const char c : pattern) {
    if (c != '$') {
      out += c;
      continue;
    }
    SLUICE_CHECK(part != parts.end(), "a sentence with more places than parts");
    (part++)->appendTo(out);
  }
  SLUICE_CHECK(part == parts.end(), "a sentence with fewer places than parts");
  return out;
}

std::string tooDeep(std::uint64_t allowed, std::size_t got) {
  return say("Pipeline exceeds max chain depth ($ layers allowed, got $)", {allowed, got});
}

std::string tooWide(std::size_t layer, std::uint64_t allowed, std::size_t got) {
  return say("Layer $ exceeds max parallel nodes ($ allowed, got $)", {layer + 1, allowed, got});
}

}  // namespace sluice::plan
