#include "json/word.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::json {
namespace {

TEST(Word, FindsAByteAtEachPlaceAndNothingElse) {
  for (std::size_t place = 0; place < kWordBytes; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(kWordBytes, 'x');
      text[place] = static_cast<char>(byte);
      const Word word = wordAt(text.data());
      EXPECT_EQ(contains(word, '"'), byte == '"') << place << ' ' << byte;
      EXPECT_EQ(contains(word, 0), byte == 0) << place << ' ' << byte;
      EXPECT_EQ(isAscii(word), byte < 0x80) << place << ' ' << byte;
    }
  }
}

TEST(Word, IsNotMisledByNeighbours) {
  // The byte above one that matches differs from it by one, which a borrow would make equal.
  EXPECT_TRUE(contains(wordAt("\"#xxxxxx"), '"'));
  EXPECT_FALSE(contains(wordAt("#\xA2xxxxxx"), '"'));
  EXPECT_FALSE(contains(wordAt("!#!#!#!#"), '"'));
}

}  // namespace
}  // namespace sluice::json
