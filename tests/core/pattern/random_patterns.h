// Patterns and texts drawn from a seed, to hold our search against another's. Each pattern is spelled twice: as ours,
// with Lua's classes among the others, and as RE2 reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/mix64.h"

namespace sluice::pattern {

struct Spelled {
  std::string ours;
  std::string re2;

  Spelled& operator+=(const Spelled& other) {
    ours += other.ours;
    re2 += other.re2;
    return *this;
  }
};

class RandomPatterns {
 public:
  explicit RandomPatterns(std::uint64_t seed) : state_(seed) {}

  // A well-formed pattern that uses every construct sooner or later.
  Spelled pattern() {
    folds_ = chance(25);
    Spelled all = folds_ ? same("(?i)") : Spelled{};
    all += choice(3);
    return all;
  }

  // Tokens in any order: mostly not a pattern at all. Only what both spell alike.
  std::string soup() {
    static const std::vector<std::string_view> tokens = {"a", "b", "(", ")", "(?:", "|", "*", "+", "?", "{2}", "{1,2}", "{2,}",
                                                         "{", "}", ",", "[", "]", "[^", "^", "$", ".", "-", "1", "\\d",
                                                         "\\W", "\\b", "\\.", "\\]", "\\n", "{3,1}", "\xC3\xA9"};
    std::string all;
    for (std::size_t left = 1 + below(8); left > 0; --left) all += any(tokens);
    return all;
  }

  std::string text() {
    std::string all;
    for (std::size_t left = below(chance(10) ? 60 : 9); left > 0; --left) all += any(kTextParts);
    return all;
  }

 private:
  static Spelled same(std::string_view text) { return {std::string(text), std::string(text)}; }

  std::uint64_t next() { return mix64(state_ += 0x9e3779b97f4a7c15); }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  std::string_view any(const std::vector<std::string_view>& list) { return list[below(list.size())]; }

  Spelled choice(int depth) {
    Spelled all = sequence(depth);
    while (chance(25)) {
      all += same("|");
      all += sequence(depth);
    }
    return all;
  }

  Spelled sequence(int depth) {
    Spelled all;
    for (std::size_t left = below(4); left > 0; --left) {
      all += atom(depth);
      if (chance(40)) all += same(any(kRepetitions));
    }
    return all;
  }

  Spelled atom(int depth) {
    const std::size_t kind = below(depth > 0 ? 13 : 10);
    if (kind < 4) return literal();
    if (kind == 4) return same(".");
    if (kind == 5) return namedSet(false);
    if (kind < 8) return bracket();
    if (kind == 8) return same(any({"^", "$"}));
    if (kind == 9) return same(any({"\\b", "\\B"}));
    Spelled group = same(chance(50) ? "(" : "(?:");
    group += choice(depth - 1);
    group += same(")");
    return group;
  }

  Spelled literal() {
    if (chance(10)) return same(any({"\\n", "\\t", "\\r", "\\x41", "\\x2d", "\\xe9", "]", "}", "{a", "{,1}", "{-"}));
    if (chance(15)) return escaped(any({".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "^", "$", "\\", "%", "-"}));
    return same(any(kLetters));
  }

  Spelled escaped(std::string_view character) {
    return {(chance(50) ? "\\" : "%") + std::string(character), "\\" + std::string(character)};
  }

  // `inside` brackets, else on its own.
  Spelled namedSet(bool inside) {
    struct Named {
      const char* ours;
      const char* re2;
    };
    static const std::vector<Named> sets = {
        {"\\d", "[:digit:]"}, {"\\D", "[:^digit:]"}, {"\\w", "[:word:]"},  {"\\W", "[:^word:]"}, {"\\s", "[:space:]"},
        {"\\S", "[:^space:]"}, {"%d", "[:digit:]"},  {"%D", "[:^digit:]"}, {"%w", "[:word:]"},   {"%W", "[:^word:]"},
        {"%s", "[:space:]"},  {"%S", "[:^space:]"},  {"%a", "[:alpha:]"},  {"%A", "[:^alpha:]"}, {"%l", "[:lower:]"},
        {"%L", "[:^lower:]"}, {"%u", "[:upper:]"},   {"%U", "[:^upper:]"}, {"%p", "[:punct:]"},  {"%P", "[:^punct:]"},
        {"%x", "[:xdigit:]"}, {"%X", "[:^xdigit:]"}, {"%c", "[:cntrl:]"},  {"%C", "[:^cntrl:]"}};
    const Named& one = sets[below(sets.size())];
    return {one.ours, inside ? one.re2 : "[" + std::string(one.re2) + "]"};
  }

  Spelled bracket() {
    Spelled all = same(chance(40) ? "[^" : "[");
    if (chance(10)) all += same(any({"]", "-"}));
    for (std::size_t left = 1 + below(4); left > 0; --left) all += bracketMember();
    if (chance(10)) all += same("-");
    all += same("]");
    return all;
  }

  Spelled bracketMember() {
    if (chance(25)) return namedSet(true);
    if (chance(15)) return escaped(any({"]", "[", "-", "^", "\\", "%", "."}));
    if (!chance(40)) return same(any(kLetters));
    // RE2 folds beyond ASCII: a range that holds U+017F or U+212A brings s or k in, which we do not promise.
    const std::size_t ends = folds_ ? kAsciiLetters : kLetters.size();
    const std::size_t first = below(ends);
    const std::size_t last = first + below(ends - first);
    return same(std::string(kLetters[first]) + "-" + std::string(kLetters[last]));
  }

  // In the order of their code points; the first kAsciiLetters are ASCII.
  static inline const std::vector<std::string_view> kLetters = {
      " ", "0", "9", "A", "B", "K", "_", "a", "b", "c", "k", "s", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
  static constexpr std::size_t kAsciiLetters = 12;
  static inline const std::vector<std::string_view> kRepetitions = {
      "*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{3}?", "{0,}", "{1,}", "{2,}?", "{0,1}", "{0,2}", "{1,3}?", "{2,4}"};
  static inline const std::vector<std::string_view> kTextParts = {
      "a", "a", "a", "b", "b", "c", "A", "B", "k", "K", "s", "S", "0", "9", "_", "-", " ", "\n", "\t", "\v", "\x01", ".", "*",
      "(", "]", "{", "{a", "{,1}", "}", "\\", "%", "^", "$", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};

  std::uint64_t state_;
  bool folds_ = false;
};

}  // namespace sluice::pattern
