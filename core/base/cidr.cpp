#include "base/cidr.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"

namespace sluice {
namespace {

// Every address is 16 bytes; IPv4 is held in its mapped form, so one comparison serves both families.
using Address = std::array<unsigned char, 16>;
constexpr Address kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kMappedPrefixBytes = 12;
constexpr unsigned kMappedPrefixBits = 96;

bool isIpv4(const Address& address) {
  return std::equal(address.begin(), address.begin() + kMappedPrefixBytes, kMappedPrefix.begin());
}

// Reads a decimal number without leading zeros and at most `max`, which must be below 1,000.
bool readDecimal(std::string_view text, unsigned max, unsigned& value) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return false;
  value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= max;
}

// Writes the four bytes of a dotted address.
bool readIpv4(std::string_view text, unsigned char* bytes) {
  for (int i = 0; i < 4; ++i) {
    const std::size_t dot = i < 3 ? text.find('.') : text.size();
    unsigned value = 0;
    if (dot == std::string_view::npos || !readDecimal(text.substr(0, dot), 255, value)) return false;
    bytes[i] = static_cast<unsigned char>(value);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return true;
}

// Reads one to four hexadecimal digits.
bool readGroup(std::string_view text, unsigned& value) {
  if (text.empty() || text.size() > 4) return false;
  value = 0;
  for (const char c : text) {
    const int digit = hexDigit(c);
    if (digit < 0) return false;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return true;
}

// A run of groups separated by single colons.
struct Groups {
  Address bytes{};
  std::size_t size = 0;
};

// Reads one side of "::", or a whole address without one; empty text is no groups. `mayEndInIpv4`: only the end of the
// address may be written in dotted form.
bool readGroups(std::string_view text, bool mayEndInIpv4, Groups& groups) {
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    const bool last = colon == std::string_view::npos;
    unsigned value = 0;
    if (last && mayEndInIpv4 && group.find('.') != std::string_view::npos) {
      if (groups.size + 4 > groups.bytes.size()) return false;
      if (!readIpv4(group, groups.bytes.data() + groups.size)) return false;
      groups.size += 4;
      return true;
    }
    if (groups.size + 2 > groups.bytes.size() || !readGroup(group, value)) return false;
    groups.bytes[groups.size++] = static_cast<unsigned char>(value >> 8);
    groups.bytes[groups.size++] = static_cast<unsigned char>(value);
    if (last) return true;
    text.remove_prefix(colon + 1);
    if (text.empty()) return false;
  }
  return true;
}

bool readIpv6(std::string_view text, Address& address) {
  const std::size_t gap = text.find("::");
  Groups head;
  if (gap == std::string_view::npos) {
    if (!readGroups(text, true, head) || head.size != address.size()) return false;
    address = head.bytes;
    return true;
  }
  Groups tail;
  if (!readGroups(text.substr(0, gap), false, head) || !readGroups(text.substr(gap + 2), true, tail)) return false;
  if (head.size + tail.size > address.size() - 2) return false;
  address.fill(0);
  std::copy_n(head.bytes.begin(), head.size, address.begin());
  std::copy_n(tail.bytes.begin(), tail.size, address.end() - static_cast<std::ptrdiff_t>(tail.size));
  return true;
}

// `writtenAsIpv4` tells which of the two notations the text uses.
bool readAddress(std::string_view text, Address& address, bool& writtenAsIpv4) {
  writtenAsIpv4 = text.find(':') == std::string_view::npos;
  if (!writtenAsIpv4) return readIpv6(text, address);
  address = kMappedPrefix;
  return readIpv4(text, address.data() + kMappedPrefixBytes);
}

struct Range {
  Address base{};
  unsigned prefix = 0;  // in bits of the 16-byte form
};

bool readRange(std::string_view text, Range& range) {
  const std::size_t slash = text.find('/');
  bool writtenAsIpv4 = false;
  if (slash == std::string_view::npos || !readAddress(text.substr(0, slash), range.base, writtenAsIpv4)) return false;
  if (!readDecimal(text.substr(slash + 1), writtenAsIpv4 ? 32 : 128, range.prefix)) return false;
  if (writtenAsIpv4) range.prefix += kMappedPrefixBits;
  return true;
}

bool sharesPrefix(const Address& a, const Address& b, unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

}  // namespace

CidrMatch inCidr(std::string_view ip, std::string_view cidr) {
  Address address{};
  bool writtenAsIpv4 = false;
  if (!readAddress(ip, address, writtenAsIpv4)) return CidrMatch::MalformedAddress;
  Range range;
  if (!readRange(cidr, range)) return CidrMatch::MalformedRange;
  if (isIpv4(address) && range.prefix < kMappedPrefixBits) return CidrMatch::Outside;
  return sharesPrefix(address, range.base, range.prefix) ? CidrMatch::Inside : CidrMatch::Outside;
}

}  // namespace sluice
