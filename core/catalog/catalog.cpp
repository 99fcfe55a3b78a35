#include "catalog/catalog.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "catalog/generated/tables.h"

namespace sluice::catalog {

namespace {

constexpr std::array<std::string_view, 3> kModes = {"blocking", "enrichment", "async"};

template <typename Entry>
const Entry* findByName(std::span<const Entry> entries, std::string_view name) {
  for (const Entry& entry : entries) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

constexpr char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string_view toString(Mode mode) { return kModes[static_cast<std::size_t>(mode)]; }

bool modeFrom(std::string_view text, Mode& mode) {
  for (std::size_t i = 0; i < kModes.size(); ++i) {
    if (kModes[i] != text) continue;
    mode = static_cast<Mode>(i);
    return true;
  }
  return false;
}

const char* toString(ErrorCode code) { return generated::kErrorCodes[static_cast<std::size_t>(code)]; }

bool errorCodeFrom(std::string_view text, ErrorCode& code) {
  for (std::size_t i = 0; i < std::size(generated::kErrorCodes); ++i) {
    if (generated::kErrorCodes[i] != text) continue;
    code = static_cast<ErrorCode>(i);
    return true;
  }
  return false;
}

std::span<const LimitInfo> limits() { return generated::kLimits; }
const LimitInfo* findLimit(std::string_view name) { return findByName(limits(), name); }

std::span<const Hook> hooks() { return generated::kHooks; }
const Hook* findHook(std::string_view name) { return findByName(hooks(), name); }

std::string_view customFailureText() { return generated::kCustomFailureText; }
std::string_view denyText() { return generated::kDenyText; }

std::span<const Helper> helpers() { return generated::kHelpers; }
const Helper* findHelper(std::string_view name) { return findByName(helpers(), name); }
std::span<const Helper> globals() { return generated::kGlobals; }

bool isSensitiveKey(std::string_view key) {
  std::array<char, generated::kLongestSensitiveKey> plain;
  std::size_t length = 0;
  for (const char c : key) {
    if (c == '-' || c == '_') continue;
    if (length == plain.size()) return false;
    plain[length++] = lowerAscii(c);
  }
  const auto& keys = generated::kSensitiveKeys;
  static_assert(std::is_sorted(std::begin(keys), std::end(keys)));
  return std::binary_search(std::begin(keys), std::end(keys), std::string_view(plain.data(), length));
}

}  // namespace sluice::catalog
