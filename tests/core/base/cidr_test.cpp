#include "base/cidr.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

bool isInside(std::string_view ip, std::string_view cidr) {
  const CidrMatch match = inCidr(ip, cidr);
  EXPECT_TRUE(match == CidrMatch::Inside || match == CidrMatch::Outside) << ip << " in " << cidr;
  return match == CidrMatch::Inside;
}

bool isAddress(std::string_view text) { return inCidr(text, "0.0.0.0/0") != CidrMatch::MalformedAddress; }
bool isRange(std::string_view text) { return inCidr("10.0.0.1", text) != CidrMatch::MalformedRange; }

TEST(Cidr, DrawsTheLineAtTheFirstAndLastAddressOfAnIpv4Range) {
  EXPECT_FALSE(isInside("172.15.255.255", "172.16.0.0/12"));
  EXPECT_TRUE(isInside("172.16.0.0", "172.16.0.0/12"));
  EXPECT_TRUE(isInside("172.31.255.255", "172.16.0.0/12"));
  EXPECT_FALSE(isInside("172.32.0.0", "172.16.0.0/12"));
}

TEST(Cidr, TakesEveryIpv4PrefixLengthFromTheTopBitOn) {
  for (int prefix = 0; prefix <= 32; ++prefix) {
    // Differs from 0.0.0.0 in the last bit of the prefix only.
    const unsigned address = prefix == 0 ? 0 : 1U << (32 - prefix);
    const std::string ip = std::to_string(address >> 24) + "." + std::to_string(address >> 16 & 255) + "." +
                           std::to_string(address >> 8 & 255) + "." + std::to_string(address & 255);
    EXPECT_EQ(isInside(ip, "0.0.0.0/" + std::to_string(prefix)), prefix == 0) << prefix;
    if (prefix == 0) continue;
    EXPECT_TRUE(isInside(ip, "0.0.0.0/" + std::to_string(prefix - 1))) << prefix;
  }
}

TEST(Cidr, DrawsTheLineAtTheFirstAndLastAddressOfAnIpv6Range) {
  EXPECT_FALSE(isInside("2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::/32"));
  EXPECT_TRUE(isInside("2001:db8::", "2001:db8::/32"));
  EXPECT_TRUE(isInside("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::/32"));
  EXPECT_FALSE(isInside("2001:db9::", "2001:db8::/32"));
  EXPECT_TRUE(isInside("fe80::1", "fe80::/10"));
  EXPECT_TRUE(isInside("febf::1", "fe80::/10"));
  EXPECT_FALSE(isInside("fec0::1", "fe80::/10"));
  EXPECT_TRUE(isInside("::1", "::1/128"));
  EXPECT_FALSE(isInside("::2", "::1/128"));
}

TEST(Cidr, IgnoresTheBitsOfARangeBehindItsPrefix) {
  EXPECT_TRUE(isInside("10.200.0.1", "10.1.2.3/8"));
  EXPECT_TRUE(isInside("2001:db8:1::", "2001:db8::1/32"));
}

TEST(Cidr, ReadsTheSameIpv6AddressInEveryNotationOfRfc4291) {
  for (const char* text :
       {"2001:db8:0:0:8:800:200c:417a", "2001:DB8::8:800:200C:417A", "2001:0db8:0000:0000:0008:0800:200c:417a",
        "2001:db8::8:800:32.12.65.122", "2001:db8:0:0:8:800:32.12.65.122"}) {
    EXPECT_TRUE(isInside(text, "2001:db8::8:800:200c:417a/128")) << text;
  }
  EXPECT_TRUE(isInside("::", "0:0:0:0:0:0:0:0/128"));
  EXPECT_TRUE(isInside("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0/128"));
  EXPECT_TRUE(isInside("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8/128"));
}

TEST(Cidr, CountsAnIpv4MappedAddressAsTheIpv4Address) {
  EXPECT_TRUE(isInside("::ffff:10.1.2.3", "10.0.0.0/8"));
  EXPECT_TRUE(isInside("::ffff:a01:203", "10.0.0.0/8"));
  EXPECT_FALSE(isInside("::ffff:11.1.2.3", "10.0.0.0/8"));
  EXPECT_TRUE(isInside("10.1.2.3", "::ffff:10.0.0.0/104"));
  EXPECT_TRUE(isInside("10.1.2.3", "::ffff:0:0/96"));
}

TEST(Cidr, KeepsIpv4AddressesOutOfWiderIpv6RangesAndTheOtherWayRound) {
  EXPECT_FALSE(isInside("10.1.2.3", "::/0"));
  EXPECT_FALSE(isInside("::ffff:10.1.2.3", "::/0"));
  EXPECT_FALSE(isInside("10.1.2.3", "::ffff:0:0/95"));
  EXPECT_FALSE(isInside("2001:db8::1", "0.0.0.0/0"));
  EXPECT_FALSE(isInside("::10.1.2.3", "10.0.0.0/8"));
}

TEST(Cidr, RefusesIpv4AddressesThatReadersUnderstandDifferently) {
  EXPECT_TRUE(isAddress("0.0.0.0"));
  EXPECT_TRUE(isAddress("255.255.255.255"));
  for (const char* text : {"",           "1",          "127.1",     "1.2.3",      "1.2.3.4.5",         "1.2.3.",
                           ".1.2.3",     "1..2.3",     "1.2.3.256", "01.2.3.4",   "1.2.3.04",          "1.2.3.00",
                           "0x7f.0.0.1", "2130706433", "1.2.3.4 ",  " 1.2.3.4",   "+1.2.3.4",          "-1.2.3.4",
                           "1.2.3.4/32", "1.2.3.4:80", "1,2,3,4",   "1.2.3.1000", "\xef\xbc\x91.2.3.4"}) {
    EXPECT_FALSE(isAddress(text)) << text;
  }
  EXPECT_FALSE(isAddress(std::string_view("1.2.3.4\0", 8)));
}

TEST(Cidr, RefusesMalformedIpv6Addresses) {
  for (const char* text : {":",
                           ":::",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7:8::",
                           "::1:2:3:4:5:6:7:8",
                           "1:2:3:4::5:6:7:8",
                           "1::2::3",
                           "1:::2",
                           ":1::2",
                           "1::2:",
                           ":1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:",
                           "12345::",
                           "g::",
                           "::1%eth0",
                           "[::1]",
                           "::1 ",
                           "::1.2.3",
                           "::1.2.3.4.5",
                           "::01.2.3.4",
                           "1.2.3.4::",
                           "::1.2.3.4:5",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "::1:2:3:4:5:6:1.2.3.4",
                           "::-1",
                           "::0x1"}) {
    EXPECT_FALSE(isAddress(text)) << text;
  }
}

TEST(Cidr, RefusesRangesWithoutAProperPrefix) {
  EXPECT_TRUE(isRange("10.0.0.0/0"));
  EXPECT_TRUE(isRange("10.0.0.0/32"));
  EXPECT_TRUE(isRange("::/128"));
  for (const char* text :
       {"", "/", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/8 ",
        "10.0.0.0/8/8", "10.0.0.0/255.0.0.0", "::/129", "::", "10.0.0/8", "10.0.0.0/+8", "10.0.0.0/4294967304"}) {
    EXPECT_FALSE(isRange(text)) << text;
  }
}

TEST(Cidr, SaysWhichArgumentIsMalformed) {
  EXPECT_EQ(inCidr("nowhere", "10.0.0.0/8"), CidrMatch::MalformedAddress);
  EXPECT_EQ(inCidr("10.0.0.1", "nowhere"), CidrMatch::MalformedRange);
  EXPECT_EQ(inCidr("nowhere", "nowhere"), CidrMatch::MalformedAddress);
}

}  // namespace
}  // namespace sluice
