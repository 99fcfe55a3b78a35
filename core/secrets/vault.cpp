#include "secrets/vault.h"

#include <utility>

#include "base/names.h"
#include "secrets/wipe.h"

namespace sluice::secrets {
namespace {

constexpr std::string_view kPrefix = "sluice.secret.";
constexpr std::string_view kAnyNameBelow = "*.";

bool stands(std::string_view entry, std::string_view host) {
  if (!entry.starts_with(kAnyNameBelow)) return entry == host;
  const std::string_view suffix = entry.substr(1);  // with the dot
  return host.size() > suffix.size() && host.ends_with(suffix);
}

bool isBoundTo(const Secret& secret, std::string_view host) {
  for (const std::string& entry : secret.hosts) {
    if (stands(entry, host)) return true;
  }
  return false;
}

std::string_view leadingName(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && length < kLongestName && isOneOf(text[length], kUpperLetters, kDigits, "_")) ++length;
  return text.substr(0, length);
}

}  // namespace

Vault::Vault(std::string tag) : suffix_("." + std::move(tag)) {}

Vault::~Vault() {
  for (Secret& secret : secrets_) wipe(secret.value);
}

const Secret& Vault::add(std::string_view name, std::string value, std::vector<std::string> hosts) {
  const Secret* known = find(name);
  if (known == nullptr) {
    Secret& secret = secrets_.emplace_back();
    secret.name = name;
    secret.value = heapString(value.size());
    secret.value += value;
    if (!hosts.empty()) secret.placeholder.append(kPrefix).append(name).append(suffix_);
    secret.hosts = std::move(hosts);
    known = &secret;
  }
  wipe(value);
  return *known;
}

const Secret* Vault::find(std::string_view name) const {
  for (const Secret& secret : secrets_) {
    if (secret.name == name) return &secret;
  }
  return nullptr;
}

const Secret* Vault::findByPlaceholder(std::string_view placeholder) const {
  const Secret* secret = placeholderAt(placeholder);
  return secret != nullptr && secret->placeholder == placeholder ? secret : nullptr;
}

bool Vault::containsPlaceholder(std::string_view text) const { return nextPlaceholder(text, 0).secret != nullptr; }

// The secret whose placeholder `text` begins with.
const Secret* Vault::placeholderAt(std::string_view text) const {
  if (!text.starts_with(kPrefix)) return nullptr;
  text.remove_prefix(kPrefix.size());
  const std::string_view name = leadingName(text);
  if (!text.substr(name.size()).starts_with(suffix_)) return nullptr;
  const Secret* secret = find(name);
  return secret != nullptr && !secret->placeholder.empty() ? secret : nullptr;
}

Vault::Place Vault::nextPlaceholder(std::string_view text, std::size_t from) const {
  for (std::size_t at = text.find(kPrefix, from); at != std::string_view::npos; at = text.find(kPrefix, at + 1)) {
    if (const Secret* secret = placeholderAt(text.substr(at))) return {at, secret};
  }
  return {};
}

std::size_t Vault::revealedSize(std::string_view text, Escape escape) const {
  std::size_t size = text.size();
  for (Place place = nextPlaceholder(text, 0); place.secret != nullptr;) {
    size += escapedSize(place.secret->value, escape);
    place = nextPlaceholder(text, place.start + place.secret->placeholder.size());
  }
  return size;
}

std::optional<std::string> Vault::reveal(std::string_view text, std::string_view host, Escape escape) const {
  // Measured first: a string that grew would leave values behind in its earlier buffers.
  std::string out = heapString(revealedSize(text, escape));
  std::size_t done = 0;
  for (Place place = nextPlaceholder(text, 0); place.secret != nullptr;) {
    if (!isBoundTo(*place.secret, host)) {
      wipe(out);
      return {};
    }
    out += text.substr(done, place.start - done);
    appendEscaped(place.secret->value, escape, out);
    done = place.start + place.secret->placeholder.size();
    place = nextPlaceholder(text, done);
  }
  out += text.substr(done);
  return out;
}

}  // namespace sluice::secrets
