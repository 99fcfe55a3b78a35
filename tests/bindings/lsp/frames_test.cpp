#include "lsp/frames.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace sluice::lsp {
namespace {

using Messages = std::vector<std::string>;

void take(FrameReader& reader, Messages& out) {
  while (auto message = reader.next()) out.push_back(std::move(*message));
}

Messages messagesOf(std::string_view bytes, std::size_t piece = SIZE_MAX) {
  FrameReader reader;
  Messages out;
  while (!bytes.empty()) {
    reader.feed(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    take(reader, out);
  }
  return out;
}

TEST(LspFrames, AreReadInWhateverPiecesTheyCome) {
  const std::string bytes = framed("{\"a\":1}") + framed("") + framed("\xf0\x9f\x98\x80") + framed("last");
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    EXPECT_EQ(messagesOf(bytes, piece), (Messages{"{\"a\":1}", "", "\xf0\x9f\x98\x80", "last"})) << piece;
  }
}

TEST(LspFrames, MayHaveOtherFieldsAndAnyCase) {
  EXPECT_EQ(messagesOf("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-LENGTH:  2 \r\n\r\n{}"),
            Messages{"{}"});
}

TEST(LspFrames, ThatAreNoneGiveAnEmptyMessageAndTheNextIsFound) {
  for (const char* broken :
       {"Content-Length: x\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: -1\r\n\r\n",
        "{}\r\n\r\n", "Content-Type: text\r\n\r\n", "Content-Length: \r\n\r\n"}) {
    const std::string bytes = broken + framed("next");
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
      const Messages messages = messagesOf(bytes, piece);
      ASSERT_FALSE(messages.empty()) << broken << piece;
      EXPECT_EQ(messages.back(), "next") << broken << piece;
      EXPECT_EQ(messages.front(), "") << broken << piece;
    }
  }
}

TEST(LspFrames, WithALengthThatIsTooShortAreFollowedByTheNextGoodOne) {
  const Messages messages = messagesOf("Content-Length: 3\r\n\r\n{\"a\":1}" + framed("next"));
  EXPECT_EQ(messages.front(), "{\"a");
  EXPECT_EQ(messages.back(), "next");
}

TEST(LspFrames, ThatAreTooLongAreDroppedWithoutBeingKept) {
  FrameReader reader;
  reader.feed("Content-Length: " + std::to_string(FrameReader::kMostBytes + 5) + "\r\n\r\n");
  Messages out;
  take(reader, out);
  ASSERT_EQ(out, Messages{""});
  const std::string part(1 << 20, 'x');
  for (std::size_t sent = 0; sent < FrameReader::kMostBytes; sent += part.size()) reader.feed(part);
  reader.feed("12345" + framed("next"));
  take(reader, out);
  EXPECT_EQ(out, (Messages{"", "next"}));
}

TEST(LspFrames, TakeAnyBytes) {
  std::mt19937 random(4);
  constexpr std::string_view kPieces[] = {"Content-Length: ", "5", "\r\n", "\r\n\r\n", "{}", "-", ":",
                                          "content-length:",  "\0"};
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += kPieces[random() % std::size(kPieces)];
    messagesOf(bytes, 1 + random() % 20);
  }
}

}  // namespace
}  // namespace sluice::lsp
