#include "language/format/printer.h"

#include <algorithm>

namespace sluice::language::format {

namespace {

enum class Mode : std::uint8_t { Flat, Hug, Break };

bool isOpening(TokenKind kind) { return kind == TokenKind::LeftParen || kind == TokenKind::LeftBracket; }

bool isClosing(TokenKind kind) {
  switch (kind) {
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
    case TokenKind::Comma:
    case TokenKind::Semicolon: return true;
    default: return false;
  }
}

class Printer {
 public:
  Printer(const Doc& doc, const Pieces& pieces, Widths widths)
      : doc_(doc), pieces_(pieces), widths_(widths), gaps_(pieces.all.size()) {}

  std::vector<Gap> run();

 private:
  void take(CommandIndex i);
  void text(PieceIndex piece);
  void comma(PieceIndex piece);
  void newLine(bool blank);
  void begin(CommandIndex i);
  Mode mode() const { return open_.empty() ? Mode::Break : open_.back(); }
  std::int64_t room() const;
  bool fitsFlat(CommandIndex begin) const;
  bool fitsHugged(CommandIndex begin, CommandIndex line) const;
  bool fitsFilled(CommandIndex line) const;
  bool isShortComment(const Command& command) const {
    return command.op == Op::Text && pieces_.all[command.value].isShort;
  }
  // Columns of a command in a line; a piece of several lines counts with its first one.
  std::int64_t widthOf(const Command& command) const;

  const Doc& doc_;
  const Pieces& pieces_;
  Widths widths_;
  std::vector<Gap> gaps_;
  std::vector<Mode> open_;                 // of the groups around what is being printed
  std::vector<std::uint32_t> statements_;  // the levels that they begin at
  Gap pending_{GapKind::None};
  std::uint32_t level_ = 0;
  std::uint32_t column_ = 0;  // without what is pending
  PieceIndex last_ = kNoPiece;
};

std::vector<Gap> Printer::run() {
  for (CommandIndex i = 0; i < doc_.commands.size(); ++i) take(i);
  for (PieceIndex i = 0; i < gaps_.size(); ++i) gaps_[i].isDropped = gaps_[i].isDropped || doc_.isDropped[i];
  Gap& atEnd = gaps_.back();
  atEnd.kind = last_ == kNoPiece ? GapKind::None : GapKind::Line;
  return std::move(gaps_);
}

void Printer::take(CommandIndex i) {
  const Command& command = doc_.commands[i];
  switch (command.op) {
    case Op::Text: return text(command.value);
    case Op::Keep:
      column_ = pieces_.all[command.value].lastWidth;
      pending_ = {GapKind::None};
      last_ = command.value;
      return;
    case Op::Space:
      if (pending_.kind == GapKind::None) pending_.kind = GapKind::Space;
      return;
    case Op::Line:
      if (mode() == Mode::Break) return newLine(command.value != 0);
      if (pending_.kind == GapKind::None) pending_.kind = GapKind::Space;
      return;
    case Op::SoftLine:
      if (mode() == Mode::Break) newLine(false);
      return;
    case Op::FillLine:
      if (mode() == Mode::Break && !fitsFilled(i)) return newLine(false);
      if (pending_.kind == GapKind::None) pending_.kind = GapKind::Space;
      return;
    case Op::HardLine: return newLine(command.value != 0);
    case Op::FreshLine:
      if (pending_.kind == GapKind::Line || last_ == kNoPiece) return;
      newLine(false);
      if (!statements_.empty()) pending_.level = std::max(level_, statements_.back() + 1);
      return;
    case Op::Comma: return comma(command.value);
    case Op::Indent:
      if (mode() != Mode::Hug) ++level_;
      return;
    case Op::Dedent:
      if (mode() != Mode::Hug) --level_;
      return;
    case Op::BeginGroup: return begin(i);
    case Op::EndGroup: return open_.pop_back();
    case Op::BeginStatement: return statements_.push_back(level_);
    case Op::EndStatement: return statements_.pop_back();
  }
}

void Printer::newLine(bool blank) {
  pending_.kind = GapKind::Line;
  pending_.hasBlank = pending_.hasBlank || blank;
  pending_.level = level_;
}

void Printer::text(PieceIndex index) {
  const Piece& piece = pieces_.all[index];
  if (last_ != kNoPiece) {
    const Piece& last = pieces_.all[last_];
    if (last.isShort && pending_.kind != GapKind::Line) {
      newLine(false);
      if (!statements_.empty()) pending_.level = std::max(level_, statements_.back() + 1);
    }
    const bool isApart = (piece.isComment && !isOpening(last.kind)) || (last.isComment && !isClosing(piece.kind));
    if (pending_.kind == GapKind::None && isApart) pending_.kind = GapKind::Space;
    if (piece.isTrailing) pending_.kind = GapKind::Space;
  } else {
    pending_ = {GapKind::None};
  }
  gaps_[index] = pending_;
  if (pending_.kind == GapKind::Line) column_ = pending_.level * widths_.indent;
  if (pending_.kind == GapKind::Space) ++column_;
  column_ = piece.isMultiline ? piece.lastWidth : column_ + piece.width;
  pending_ = {GapKind::None};
  last_ = index;
}

void Printer::comma(PieceIndex piece) {
  if (mode() == Mode::Break) {
    if (piece != kNoPiece) return text(piece);
    pending_.hasComma = true;
    ++column_;
  } else if (piece != kNoPiece) {
    gaps_[piece].isDropped = true;
  }
}

void Printer::begin(CommandIndex i) {
  const Group& group = doc_.groups[doc_.commands[i].value];
  Mode chosen = Mode::Break;
  if (mode() == Mode::Flat || (!group.isForced && fitsFlat(i))) {
    chosen = Mode::Flat;
  } else if (group.hugged != kNoCommand && fitsHugged(i, group.hugged)) {
    chosen = Mode::Hug;
  }
  open_.push_back(chosen);
}

std::int64_t Printer::room() const {
  std::int64_t column = column_;
  if (pending_.kind == GapKind::Line) column = std::int64_t{pending_.level} * widths_.indent;
  if (pending_.kind == GapKind::Space) ++column;
  return widths_.line - column;
}

std::int64_t Printer::widthOf(const Command& command) const {
  switch (command.op) {
    case Op::Text: return pieces_.all[command.value].width + (pieces_.all[command.value].isComment ? 1 : 0);
    case Op::Space:
    case Op::Line:
    case Op::FillLine: return 1;
    default: return 0;
  }
}

// Whether the group that begins there fits in the line, with what follows up to where that may be broken.
bool Printer::fitsFlat(CommandIndex begin) const {
  const CommandIndex end = doc_.groups[doc_.commands[begin].value].end;
  std::int64_t room = this->room();
  std::size_t around = open_.size();  // of the groups around this one, those that have not ended
  std::size_t within = 0;             // groups behind this one, within those
  for (CommandIndex i = begin; i < doc_.commands.size() && room >= 0; ++i) {
    const Command& command = doc_.commands[i];
    room -= widthOf(command);
    if (command.op == Op::Text && pieces_.all[command.value].isMultiline) return room >= 0;
    if (i <= end) continue;
    switch (command.op) {
      case Op::Text:
        if (pieces_.all[command.value].isTrailing) return room + widthOf(command) >= 0;
        break;
      case Op::Keep:
      case Op::HardLine:
      case Op::FreshLine: return true;
      case Op::BeginGroup: ++within; break;
      case Op::EndGroup: --(within > 0 ? within : around); break;
      case Op::Line:
      case Op::SoftLine:
      case Op::FillLine:
        // A group that follows decides for itself whether it is broken.
        if (within > 0 || around == 0 || open_[around - 1] == Mode::Break) return room + widthOf(command) >= 0;
        break;
      default: break;
    }
  }
  return room >= 0;
}

bool Printer::fitsHugged(CommandIndex begin, CommandIndex line) const {
  std::int64_t room = this->room();
  for (CommandIndex i = begin; i < line && room >= 0; ++i) {
    const Command& command = doc_.commands[i];
    if (command.op == Op::HardLine || command.op == Op::FreshLine || isShortComment(command)) return false;
    room -= widthOf(command);
  }
  return room >= 0;
}

bool Printer::fitsFilled(CommandIndex line) const {
  std::int64_t room = this->room();
  for (CommandIndex i = line; room >= 0; ++i) {
    const Command& command = doc_.commands[i];
    const bool isBreak = command.op == Op::FillLine || command.op == Op::Line || command.op == Op::HardLine;
    if (i > line && (isBreak || command.op == Op::FreshLine || command.op == Op::EndGroup)) return true;
    if (command.op == Op::Text && pieces_.all[command.value].isTrailing) return true;
    if (command.op == Op::Comma) --room;
    room -= widthOf(command);
  }
  return false;
}

}  // namespace

std::vector<Gap> print(const Doc& doc, const Pieces& pieces, Widths widths) {
  return Printer(doc, pieces, widths).run();
}

}  // namespace sluice::language::format
