#include "language/format/doc_writer.h"

namespace sluice::language::format {

PieceIndex DocWriter::nextToken() const {
  PieceIndex i = next_;
  while (pieces_.all[i].isComment) ++i;
  return i;
}

void DocWriter::text() {
  if (ahead().isShort) force();
  add(Op::Text, next_++);
  droppedBlank_ = false;
}

void DocWriter::token() {
  comments();
  if (ahead().kind != TokenKind::EndOfText) text();
}

void DocWriter::comments() {
  trailingComments();
  while (atComment()) {
    const bool isOwnLine = ahead().isOwnLine();
    if (isOwnLine) {
      add(Op::FreshLine);
      force();
    }
    text();
    if (isOwnLine && ahead().isOwnLine()) add(Op::FreshLine);
  }
}

void DocWriter::tokens(std::uint32_t count) {
  for (; count > 0; --count) token();
}

void DocWriter::drop() {
  droppedBlank_ = droppedBlank_ || ahead().newlines > 1;
  doc_.isDropped[next_++] = true;
}

void DocWriter::keepUntil(std::uint32_t offset) {
  force();
  while (ahead().span.begin < offset) add(Op::Keep, next_++);
  droppedBlank_ = false;
}

void DocWriter::comment() { text(); }

void DocWriter::trailingComments() {
  while (atComment() && ahead().isTrailing) text();
}

void DocWriter::line(bool blank) {
  trailingComments();
  add(Op::Line, blank ? 1 : 0);
}

void DocWriter::softLine() {
  trailingComments();
  add(Op::SoftLine);
}

void DocWriter::fillLine() {
  trailingComments();
  add(Op::FillLine);
}

void DocWriter::hardLine(bool blank) {
  trailingComments();
  force();
  add(Op::HardLine, blank ? 1 : 0);
}

void DocWriter::comma() {
  const bool isThere = ahead().kind == TokenKind::Comma || ahead().kind == TokenKind::Semicolon;
  if (isThere && !atComment()) {
    add(Op::Comma, next_++);
  } else if (aheadToken().kind == TokenKind::RightBrace) {
    add(Op::Comma, kNoPiece);
  } else {
    token();
  }
}

// The comments before its first token are no part of it.
void DocWriter::beginGroup() {
  comments();
  open_.push_back(static_cast<std::uint32_t>(doc_.groups.size()));
  add(Op::BeginGroup, open_.back());
  doc_.groups.emplace_back();
}

void DocWriter::endGroup() {
  Group& group = doc_.groups[open_.back()];
  group.end = here();
  add(Op::EndGroup);
  open_.pop_back();
  if (group.isForced) force();
}

void DocWriter::force() {
  if (!open_.empty()) doc_.groups[open_.back()].isForced = true;
}

}  // namespace sluice::language::format
