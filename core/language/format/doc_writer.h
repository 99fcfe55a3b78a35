// Writes a Doc piece by piece, and takes care of the comments: each is written where it stands between the tokens.
#pragma once

#include <vector>

#include "language/format/doc.h"

namespace sluice::language::format {

class DocWriter {
 public:
  explicit DocWriter(const Pieces& pieces) : pieces_(pieces) { doc_.isDropped.resize(pieces.all.size()); }

  // The next piece that has not been written, which may be a comment, and the next one that is a token.
  const Piece& ahead() const { return pieces_.all[next_]; }
  const Piece& aheadToken() const { return pieces_.all[nextToken()]; }
  PieceIndex nextToken() const;
  PieceIndex next() const { return next_; }
  bool atComment() const { return ahead().isComment; }
  bool blankAhead() const { return ahead().newlines > 1 || droppedBlank_; }
  CommandIndex here() const { return static_cast<CommandIndex>(doc_.commands.size()); }

  void token();  // with the comments before it
  void tokens(std::uint32_t count);
  void comments();  // all that stand ahead
  void drop();      // leaves out the next piece, which is a token
  void keepUntil(std::uint32_t offset);
  void comment();
  void trailingComments();
  // Of the lines, those that begin something new write the comments that trail what was written before.
  void space() { add(Op::Space); }
  void line(bool blank = false);
  void softLine();
  void fillLine();
  void hardLine(bool blank);
  void comma();  // the one behind a table's last item, which may be there

  void indent() { add(Op::Indent); }
  void dedent() { add(Op::Dedent); }
  void beginStatement() { add(Op::BeginStatement); }
  void endStatement() { add(Op::EndStatement); }
  void beginGroup();
  void endGroup();
  // The innermost group cannot be in one line.
  void force();
  bool isForced() const { return open_.empty() ? false : doc_.groups[open_.back()].isForced; }
  void unforce() { doc_.groups[open_.back()].isForced = false; }
  void hug(CommandIndex line) { doc_.groups[open_.back()].hugged = line; }

  Doc finish() { return std::move(doc_); }

 private:
  void add(Op op, std::uint32_t value = 0) { doc_.commands.push_back({op, value}); }
  void text();

  const Pieces& pieces_;
  Doc doc_;
  std::vector<std::uint32_t> open_;
  PieceIndex next_ = 0;
  bool droppedBlank_ = false;  // an empty line stood before a piece that was dropped
};

}  // namespace sluice::language::format
