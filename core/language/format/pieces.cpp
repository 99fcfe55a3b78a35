#include "language/format/pieces.h"

#include <algorithm>

#include "language/syntax/characters.h"

namespace sluice::language::format {

namespace {

// Code points, of text without line ends.
std::uint32_t columnsOf(std::string_view text) {
  const auto isBegin = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), isBegin));
}

std::uint32_t newlinesIn(std::string_view blanks) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < blanks.size(); ++i) {
    if (!isLineEnd(blanks[i])) continue;
    if (blanks[i] == '\r' && i + 1 < blanks.size() && blanks[i + 1] == '\n') ++i;
    ++count;
  }
  return count;
}

class Reader {
 public:
  explicit Reader(const SyntaxTree& tree) : tree_(tree), out_{tree.text, LineIndex(tree.text), {}} {}

  Pieces run() {
    const auto& comments = tree_.lexed.comments;
    out_.all.reserve(tree_.lexed.tokens.size() + comments.size());
    auto comment = comments.begin();
    for (const Token& token : tree_.lexed.tokens) {
      for (; comment != comments.end() && comment->span.begin < token.span.begin; ++comment) add(*comment);
      add(token);
    }
    for (std::size_t i = out_.all.size(); i-- > 0;) markTrailing(i);
    return std::move(out_);
  }

 private:
  void add(const Token& token) {
    Piece piece;
    piece.span = token.span;
    piece.kind = token.kind;
    measure(piece);
  }

  void add(const Comment& comment) {
    Piece piece;
    piece.span = comment.span;
    piece.isComment = true;
    piece.isShort = !comment.isLong;
    while (piece.isShort && isSpace(tree_.text[piece.span.end - 1])) --piece.span.end;
    measure(piece);
  }

  void measure(Piece& piece) {
    const std::string_view text = tree_.textOf(piece.span);
    const std::uint32_t before = out_.all.empty() ? 0 : out_.all.back().span.end;
    piece.newlines = newlinesIn(tree_.textOf({before, piece.span.begin}));
    piece.firstLine = (out_.all.empty() ? 0 : out_.all.back().lastLine) + piece.newlines;
    const std::size_t firstEnd = std::min(text.find_first_of("\r\n"), text.size());
    piece.isMultiline = firstEnd < text.size();
    piece.width = columnsOf(text.substr(0, firstEnd));
    piece.lastWidth = piece.isMultiline ? columnsOf(text.substr(text.find_last_of("\r\n") + 1)) : piece.width;
    piece.lastLine = piece.firstLine + (piece.isMultiline ? newlinesIn(text) : 0);
    out_.all.push_back(piece);
  }

  // A comment trails when it, and all between it and the token before, stand in one line that ends behind them.
  void markTrailing(std::size_t i) {
    Piece& piece = out_.all[i];
    if (!piece.isComment || piece.isOwnLine() || i == 0) return;
    const Piece& next = out_.all[i + 1];
    piece.isTrailing = next.isOwnLine() || next.isTrailing || (!next.isComment && next.kind == TokenKind::EndOfText);
  }

  const SyntaxTree& tree_;
  Pieces out_;
};

}  // namespace

Pieces piecesOf(const SyntaxTree& tree) { return Reader(tree).run(); }

}  // namespace sluice::language::format
