// IP addresses and ranges of them, as text.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

enum class CidrMatch : std::uint8_t { Inside, Outside, MalformedAddress, MalformedRange };

// Whether `ip` lies in `cidr` (RFC 4632 notation, "10.0.0.0/8", "2001:db8::/32"). The bits of `cidr` behind its prefix
// do not matter. A malformed address is reported before a malformed range.
//
// Strict about spelling, because readers that are not disagree about who is meant: IPv4 is four decimal numbers
// without leading zeros; IPv6 is the text of RFC 4291, 2.2, "::" standing for at least one group, an IPv4 address
// allowed in place of the last two groups; no zone, brackets, port or spaces; the prefix is a decimal number without
// leading zeros.
//
// An IPv4-mapped IPv6 address (::ffff:a.b.c.d) counts as the IPv4 address, and a range within ::ffff:0:0/96 as the
// IPv4 range: which of the two a server reports depends only on how its socket was opened. So an IPv4 address lies in
// no other IPv6 range, not even in ::/0.
CidrMatch inCidr(std::string_view ip, std::string_view cidr);

}  // namespace sluice
