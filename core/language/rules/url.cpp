#include "language/rules/url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "base/concat.h"

namespace sluice::language {

namespace {

constexpr std::size_t kLongestUrl = 8192;
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kSchemeLength = 8;  // "https://"

// The lists of fetch-policy.ts and address.ts; url_test.cpp holds both against tests/corpus/urls.json.
constexpr std::string_view kPrivateNames[] = {
    "localhost", "localhost6", "localdomain", "localdomain6", "local",           "internal",     "lan",
    "home",      "home.arpa",  "corp",        "intranet",     "private",         "test",         "invalid",
    "example",   "onion",      "arpa",        "svc",          "docker.internal", "metadata.goog"};
constexpr std::string_view kLoopbackNames[] = {
    "nip.io",  "sslip.io",      "xip.io", "localtest.me", "lvh.me",
    "vcap.me", "lacolhost.com", "1u.ms",  "rbndr.us",     "burpcollaborator.net"};
struct Range4 {
  std::uint32_t base;
  int length;
};
constexpr Range4 kDenied4[] = {{0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa83f8110, 32},
                               {0xa9fe0000, 16}, {0xac100000, 12}, {0xc0000000, 24}, {0xc0000200, 24}, {0xc01fc400, 24},
                               {0xc034c100, 24}, {0xc0586300, 24}, {0xc0a80000, 16}, {0xc0af3000, 24}, {0xc6120000, 15},
                               {0xc6336400, 24}, {0xcb007100, 24}, {0xe0000000, 4},  {0xf0000000, 4}};

bool isLabelCharacter(char c) { return isLowerLetter(c) || isDigit(c) || c == '_' || c == '-'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

// What the URL parser strips or rewrites.
bool hasRewritten(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || c == '\\') return true;
  }
  return text.find("\u00a0") != std::string_view::npos || text.find("\u2028") != std::string_view::npos ||
         text.find("\u2029") != std::string_view::npos;
}

struct Authority {
  std::string host;  // lower case
  std::string port;
};

// Precondition: `text` has no user information.
Authority split(std::string_view text) {
  const std::size_t end = text.starts_with('[') ? text.find(']') : 0;
  const std::size_t colon = end == std::string_view::npos ? end : text.find(':', end);
  Authority authority{lower(text.substr(0, colon)), {}};
  if (colon != std::string_view::npos) authority.port = text.substr(colon + 1);
  return authority;
}

std::string_view withoutDot(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

template <typename Names>
bool isBelow(std::string_view name, const Names& suffixes) {
  return std::any_of(std::begin(suffixes), std::end(suffixes), [&](std::string_view suffix) {
    return name == suffix ||
           (name.ends_with(suffix) && name.size() > suffix.size() && name[name.size() - suffix.size() - 1] == '.');
  });
}

// Whether the URL parser takes the host for an IPv4 address in some spelling.
bool endsInNumber(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return !last.empty() && isDigit(last[0]) &&
         (std::all_of(last.begin(), last.end(), isDigit) || last.starts_with("0x"));
}

// The address of a plain dotted quad.
std::optional<std::uint32_t> addressOf(std::string_view text) {
  std::uint32_t address = 0;
  for (int i = 0; i < 4; ++i) {
    const std::string_view part = text.substr(0, text.find('.'));
    if (part.empty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), isDigit)) return {};
    if (part.size() > 1 && part[0] == '0') return {};
    std::uint32_t value = 0;
    std::from_chars(part.data(), part.data() + part.size(), value);
    if (value > 255) return {};
    address = address << 8 | value;
    text.remove_prefix(part.size());
    if (i == 3) break;
    if (text.empty()) return {};
    text.remove_prefix(1);
  }
  return text.empty() ? std::optional(address) : std::nullopt;
}

using Groups = std::array<std::uint32_t, 8>;

// The groups of an IPv6 address without an IPv4 part; nothing for what is none.
std::optional<Groups> groupsOf(std::string_view text) {
  const auto read = [](std::string_view list, std::vector<std::uint32_t>& out) {
    while (!list.empty()) {
      const std::string_view part = list.substr(0, list.find(':'));
      std::uint32_t value = 0;
      const auto end = std::from_chars(part.data(), part.data() + part.size(), value, 16);
      if (part.empty() || part.size() > 4 || end.ptr != part.data() + part.size()) return false;
      out.push_back(value);
      list.remove_prefix(std::min(part.size() + 1, list.size()));
    }
    return true;
  };
  const std::size_t gap = text.find("::");
  std::vector<std::uint32_t> head;
  std::vector<std::uint32_t> tail;
  if (!read(text.substr(0, gap), head)) return {};
  if (gap != std::string_view::npos && !read(text.substr(gap + 2), tail)) return {};
  if (gap == std::string_view::npos ? head.size() != 8 : head.size() + tail.size() > 7) return {};
  Groups groups{};
  std::copy(head.begin(), head.end(), groups.begin());
  std::copy(tail.begin(), tail.end(), groups.end() - static_cast<std::ptrdiff_t>(tail.size()));
  return groups;
}

bool isDenied6(const Groups& g) {
  if (g[0] < 0x2000 || g[0] > 0x3fff) return true;
  return (g[0] == 0x2001 && g[1] < 0x200) || (g[0] == 0x2001 && g[1] == 0xdb8) || g[0] == 0x2002 ||
         (g[0] == 0x2620 && g[1] == 0x4f && g[2] == 0x8000) || (g[0] == 0x3fff && g[1] < 0x1000);
}

bool isPublicName(std::string_view name) {
  if (name.size() > kLongestHost || name.find('.') == std::string_view::npos) return false;
  while (!name.empty()) {
    const std::size_t dot = name.find('.');
    const std::string_view label = name.substr(0, dot);
    const bool isLast = dot == std::string_view::npos;
    if (label.empty() || label.size() > kLongestLabel) return false;
    if (!std::all_of(label.begin(), label.end(), isLabelCharacter)) return false;
    if (isLast) return label.size() >= 2 && label.find('_') == std::string_view::npos;
    if (label.front() == '-' || label.back() == '-') return false;
    name.remove_prefix(dot + 1);
  }
  return false;
}

std::string faultInPort(const std::string& text, const FetchRules& rules) {
  if (!std::all_of(text.begin(), text.end(), isDigit)) return "it is not a valid URL";
  std::uint32_t port = 443;
  if (!text.empty() && std::from_chars(text.data(), text.data() + text.size(), port).ec != std::errc{}) port = 65536;
  if (port > 65535) return "it is not a valid URL";
  if (std::find(rules.ports.begin(), rules.ports.end(), port) != rules.ports.end()) return {};
  return concat({"port ", port, " is not allowed"});
}

std::string faultInHost(std::string_view host) {
  if (host.starts_with('[')) {
    const auto groups = groupsOf(host.substr(1, host.size() - 2));
    return groups && isDenied6(*groups) ? concat({host, " is not a public address"}) : "";
  }
  const std::string_view name = withoutDot(host);
  if (const auto address = addressOf(host)) {
    const bool denied = std::any_of(std::begin(kDenied4), std::end(kDenied4), [&](const Range4& range) {
      return (*address ^ range.base) >> (32 - range.length) == 0;
    });
    return denied ? concat({host, " is not a public address"}) : "";
  }
  if (endsInNumber(name)) return {};
  if (!isPublicName(name)) return "its host is not a full public name";
  if (isBelow(name, kPrivateNames)) return concat({name, " is a private name"});
  if (isBelow(name, kLoopbackNames)) return concat({name, " resolves to private addresses by design"});
  return {};
}

std::string faultInList(std::string_view host, const FetchRules& rules) {
  if (!rules.hosts) return {};
  const std::string_view name = withoutDot(host);
  if (isListed(name, *rules.hosts)) return {};
  return concat({name, " is not among the hosts this deployment allows"});
}

std::string_view authorityOf(std::string_view url) {
  url.remove_prefix(kSchemeLength);
  return url.substr(0, url.find_first_of("/?#"));
}

bool isSpelledAsIs(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) { return c != '%' && static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string fetchFault(std::string_view url, const FetchRules& rules) {
  if (url.size() > kLongestUrl) return "it is longer than 8192 characters";
  if (hasRewritten(url)) return "it contains a space, a backslash or a control character";
  if (lower(url.substr(0, kSchemeLength)) != "https://" || url.size() == kSchemeLength || url[kSchemeLength] == '/') {
    return "it does not begin with https:// and a host";
  }
  const std::string_view text = authorityOf(url);
  if (text.find('@') != std::string_view::npos) return "it contains user information";
  const Authority authority = split(text);
  if (!isSpelledAsIs(text)) return {};
  std::string fault = faultInPort(authority.port, rules);
  if (fault.empty()) fault = faultInHost(authority.host);
  return fault.empty() && !authority.host.starts_with('[') ? faultInList(authority.host, rules) : fault;
}

bool isListed(std::string_view host, const std::vector<std::string>& list) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& each) {
    const std::string pattern = lower(each);
    return pattern.starts_with("*.") ? host.ends_with(pattern.substr(1)) : host == pattern;
  });
}

std::string hostOfUrl(std::string_view prefix) {
  if (lower(prefix.substr(0, kSchemeLength)) != "https://") return {};
  const std::string_view text = authorityOf(prefix);
  const bool isWhole = kSchemeLength + text.size() < prefix.size();
  if (!isWhole || text.find('@') != std::string_view::npos || !isSpelledAsIs(text) || hasRewritten(text)) return {};
  const std::string host = split(text).host;
  const std::string_view name = withoutDot(host);
  return endsInNumber(name) || !isPublicName(name) ? std::string{} : std::string(name);
}

}  // namespace sluice::language
