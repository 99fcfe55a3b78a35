// The forms of names that people choose: ids of scripts, triggers, secrets, keys, metrics and codes.
#pragma once

#include <cstddef>
#include <string_view>

namespace sluice {

inline constexpr std::string_view kLowerLetters = "abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view kUpperLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr std::string_view kDigits = "0123456789";
inline constexpr std::size_t kLongestName = 64;

// Whether `c` stands in one of the sets.
template <typename... Sets>
constexpr bool isOneOf(char c, Sets... sets) {
  return ((std::string_view(sets).find(c) != std::string_view::npos) || ...);
}

// Whether `text` has 1 to 64 characters, the first accepted by `first` and the others by `rest`.
template <typename First, typename Rest>
constexpr bool isName(std::string_view text, First first, Rest rest) {
  if (text.empty() || text.size() > kLongestName || !first(text[0])) return false;
  for (const char c : text.substr(1)) {
    if (!rest(c)) return false;
  }
  return true;
}

// ^[A-Z][A-Z0-9_]{0,63}$
constexpr bool isSecretName(std::string_view text) {
  return isName(
      text, [](char c) { return isOneOf(c, kUpperLetters); },
      [](char c) { return isOneOf(c, kUpperLetters, kDigits, "_"); });
}

// ^[a-z][a-z0-9_.]{0,63}$
constexpr bool isMetricName(std::string_view text) {
  return isName(
      text, [](char c) { return isOneOf(c, kLowerLetters); },
      [](char c) { return isOneOf(c, kLowerLetters, kDigits, "_."); });
}

// ^[A-Za-z0-9_.-]{1,64}$, of the `code` in a script's result.
constexpr bool isResultCode(std::string_view text) {
  const auto fits = [](char c) { return isOneOf(c, kLowerLetters, kUpperLetters, kDigits, "_.-"); };
  return isName(text, fits, fits);
}

}  // namespace sluice
