// Sentences about plans. Patterns with places to fill rather than strings put together with +: a call is then little
// more than its literals, and there are many.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::plan {

// What fills a place in a sentence. Lives no longer than the call it is made for.
class Part {
 public:
  using Names = std::vector<std::string>;

  // A name, in quotes.
  Part(std::string_view name) : text_(name) {}
  Part(const std::string& name) : text_(name) {}
  // A number.
  template <std::unsigned_integral Number>
  Part(Number number) : kind_(Kind::Number), number_(number) {}
  // `"a", "b", "c"` and `"a" → "b" → "c"`; of a long list the first names and the last.
  static Part list(const Names& names) { return Part(names, ", "); }
  static Part chain(const Names& names) { return Part(names, " → "); }

  void appendTo(std::string& out) const;

 private:
  enum class Kind : std::uint8_t { Name, Number, Names };

  Part(const Names& names, std::string_view separator) : kind_(Kind::Names), text_(separator), names_(&names) {}

  Kind kind_ = Kind::Name;
  std::string_view text_;  // of Names: what stands between them
  std::uint64_t number_ = 0;
  const Names* names_ = nullptr;
};

// `pattern` with the parts in the places of its '$'. Precondition: as many parts as places.
std::string say(std::string_view pattern, std::initializer_list<Part> parts);

// "Pipeline exceeds max chain depth (10 layers allowed, got 11)"
std::string tooDeep(std::uint64_t allowed, std::size_t got);
// "Layer 2 exceeds max parallel nodes (5 allowed, got 6)"; `layer` counts from 0, people from 1.
std::string tooWide(std::size_t layer, std::uint64_t allowed, std::size_t got);

}  // namespace sluice::plan
