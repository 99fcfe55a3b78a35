#include "helpers/digest.h"

#include <gtest/gtest.h>

#include "base/hex.h"

namespace sluice::helpers {
namespace {

std::string hexDigest(Algorithm algorithm, std::string_view text) { return toHex(digest(algorithm, text)); }
std::string hexHmac(Algorithm algorithm, std::string_view key, std::string_view text) {
  return toHex(hmac(algorithm, key, text));
}

TEST(Digest, KnowsFiveNamesAndNoOthers) {
  Algorithm algorithm{};
  ASSERT_TRUE(algorithmFrom("sha256", algorithm));
  EXPECT_EQ(algorithm, Algorithm::Sha256);
  ASSERT_TRUE(algorithmFrom("sha512", algorithm));
  EXPECT_EQ(algorithm, Algorithm::Sha512);
  ASSERT_TRUE(algorithmFrom("sha1", algorithm));
  EXPECT_EQ(algorithm, Algorithm::Sha1);
  ASSERT_TRUE(algorithmFrom("md5", algorithm));
  EXPECT_EQ(algorithm, Algorithm::Md5);
  ASSERT_TRUE(algorithmFrom("blake2b", algorithm));
  EXPECT_EQ(algorithm, Algorithm::Blake2b);
  for (const char* name : {"", "SHA256", "sha-256", "sha384", "md4", "blake2s"}) {
    EXPECT_FALSE(algorithmFrom(name, algorithm)) << name;
  }
}

// FIPS 180-4 and RFC 6234, 8.5.
TEST(Digest, GivesTheSha2OfTheStandardsExamples) {
  EXPECT_EQ(hexDigest(Algorithm::Sha256, "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hexDigest(Algorithm::Sha256, ""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hexDigest(Algorithm::Sha512, "abc"),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

// RFC 3174, 7.3.
TEST(Digest, GivesTheSha1OfTheRfcsExamples) {
  EXPECT_EQ(hexDigest(Algorithm::Sha1, ""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(hexDigest(Algorithm::Sha1, "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hexDigest(Algorithm::Sha1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  EXPECT_EQ(hexDigest(Algorithm::Sha1, std::string(1'000'000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

// RFC 1321, A.5.
TEST(Digest, GivesTheMd5OfTheRfcsExamples) {
  EXPECT_EQ(hexDigest(Algorithm::Md5, ""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hexDigest(Algorithm::Md5, "a"), "0cc175b9c0f1b6a831c399e269772661");
  EXPECT_EQ(hexDigest(Algorithm::Md5, "abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hexDigest(Algorithm::Md5, "message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
  EXPECT_EQ(hexDigest(Algorithm::Md5, "abcdefghijklmnopqrstuvwxyz"), "c3fcd3d76192e4007dfb496cca67e13b");
  EXPECT_EQ(hexDigest(Algorithm::Md5, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            "d174ab98d277d9f5a5611c2c9f419d9f");
  EXPECT_EQ(
      hexDigest(Algorithm::Md5, "12345678901234567890123456789012345678901234567890123456789012345678901234567890"),
      "57edf4a22be3c955ac49da2e2107b67a");
}

struct LengthCase {
  std::size_t length;
  const char* sha1;
  const char* md5;
};

// Where the length still fits into the last block, just does not, and where a block is full.
constexpr LengthCase kAroundTheBlock[] = {
    {55, "c1c8bbdc22796e28c0e15163d20899b65621d65a", "ef1772b6dff9a122358552954ad0df65"},
    {56, "c2db330f6083854c99d4b5bfb6e8f29f201be699", "3b0c8ac703f828b04c6c197006d17218"},
    {57, "f08f24908d682555111be7ff6f004e78283d989a", "652b906d60af96844ebd21b674f35e93"},
    {63, "03f09f5b158a7a8cdad920bddc29b81c18a551f5", "b06521f39153d618550606be297466d5"},
    {64, "0098ba824b5c16427bd7a1122a5a442a25ec644d", "014842d480b571495a4a0363793f7367"},
    {65, "11655326c708d70319be2610e8a57d9a5b959d3b", "c743a45e0d2e6a95cb859adae0248435"},
    {119, "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56", "8a7bd0732ed6a28ce75f6dabc90e1613"},
    {120, "f34c1488385346a55709ba056ddd08280dd4c6d6", "5f61c0ccad4cac44c75ff505e1f1e537"}};

TEST(Digest, PadsTextsAroundTheBlockSizeRight) {
  for (const LengthCase& test : kAroundTheBlock) {
    const std::string text(test.length, 'a');
    EXPECT_EQ(hexDigest(Algorithm::Sha1, text), test.sha1) << test.length;
    EXPECT_EQ(hexDigest(Algorithm::Md5, text), test.md5) << test.length;
  }
}

// The digest is that of BLAKE2b with a 32-byte output; checked against another implementation.
TEST(Digest, GivesBlake2bWith32Bytes) {
  EXPECT_EQ(hexDigest(Algorithm::Blake2b, ""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(hexDigest(Algorithm::Blake2b, "abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Digest, HashesBytesAndNotOnlyText) {
  EXPECT_EQ(hexDigest(Algorithm::Md5, std::string_view("\0\xff", 2)), "d07d34efac6328007ad67c7e0a985e00");
}

// RFC 4231, 4.2, 4.3 and 4.7.
TEST(Digest, GivesTheHmacSha2OfTheRfcsExamples) {
  const std::string key(20, '\x0b');
  EXPECT_EQ(hexHmac(Algorithm::Sha256, key, "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hexHmac(Algorithm::Sha512, key, "Hi There"),
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
            "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854");
  EXPECT_EQ(hexHmac(Algorithm::Sha256, "Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Digest, HashesAKeyThatIsLongerThanABlock) {
  const std::string key(131, '\xaa');
  const std::string text = "Test Using Larger Than Block-Size Key - Hash Key First";
  EXPECT_EQ(hexHmac(Algorithm::Sha256, key, text), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(hexHmac(Algorithm::Sha512, key, text),
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
            "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598");
}

TEST(Digest, UsesAKeyOfExactlyOneBlockAsItIs) {
  const std::string block(64, 'k');
  EXPECT_NE(hmac(Algorithm::Sha256, block, "text"), hmac(Algorithm::Sha256, digest(Algorithm::Sha256, block), "text"));
  const std::string longer(65, 'k');
  EXPECT_EQ(hmac(Algorithm::Sha256, longer, "text"),
            hmac(Algorithm::Sha256, digest(Algorithm::Sha256, longer), "text"));
}

// RFC 2202, 2 and 3.
TEST(Digest, GivesTheHmacSha1AndMd5OfTheRfcsExamples) {
  EXPECT_EQ(hexHmac(Algorithm::Sha1, std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hexHmac(Algorithm::Sha1, "Jefe", "what do ya want for nothing?"),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hexHmac(Algorithm::Md5, std::string(16, '\x0b'), "Hi There"), "9294727a3638bb1c13f48ef8158bfc9d");
  EXPECT_EQ(hexHmac(Algorithm::Md5, "Jefe", "what do ya want for nothing?"), "750c783e6ab0b503eaa86e310a5db738");
}

// No RFC gives HMAC over BLAKE2b-256; computed with another implementation's BLAKE2b and RFC 2104 written out.
TEST(Digest, BuildsTheHmacOfBlake2bOverItsBlockOf128Bytes) {
  EXPECT_EQ(hexHmac(Algorithm::Blake2b, "Jefe", "what do ya want for nothing?"),
            "3cf096eeeb2202a250db168c4823a44ef4618ebabb225789386fed316131e3a0");
  EXPECT_EQ(
      hexHmac(Algorithm::Blake2b, std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
      "8211788e2a5a2113c9297ab147e9e0cf0630e83a52f1c7d46241bbe0e1fc7bdc");
}

}  // namespace
}  // namespace sluice::helpers
