#include "language/format/format.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "language/format/composer.h"
#include "language/format/printer.h"
#include "language/syntax/characters.h"

namespace sluice::language {

namespace {

using format::Damage;
using format::Gap;
using format::GapKind;
using format::LineSet;
using format::Piece;
using format::Pieces;
using format::StatementLines;

// That of the first line that has one.
std::string_view lineEndOf(std::string_view text) {
  const std::size_t at = text.find_first_of("\r\n");
  if (at == std::string_view::npos || text[at] == '\n') return "\n";
  return at + 1 < text.size() && text[at + 1] == '\n' ? "\r\n" : "\r";
}

class Editor {
 public:
  // `asked`: the lines that may be changed, or null for all of them.
  Editor(const SyntaxTree& tree, const Pieces& pieces, const Damage& damage, const LineSet* asked,
         const FormatOptions& options)
      : text_(tree.text),
        pieces_(pieces),
        damage_(damage),
        asked_(asked),
        options_(options),
        lineEnd_(lineEndOf(text_)) {}

  std::vector<TextEdit> run(const std::vector<Gap>& gaps);

 private:
  bool isOpen(std::uint32_t line) const { return !damage_.isFrozen(line) && (asked_ == nullptr || (*asked_)[line]); }
  std::string written(const Gap& gap) const;
  std::string indentation(std::uint32_t level) const;
  void change(Span old, const Gap& gap, bool beforeIsOpen, bool afterIsOpen);
  void replace(Span old, std::string_view with);

  std::string_view text_;
  const Pieces& pieces_;
  const Damage& damage_;
  const LineSet* asked_;
  const FormatOptions& options_;
  std::string_view lineEnd_;
  std::vector<TextEdit> edits_;
};

std::vector<TextEdit> Editor::run(const std::vector<Gap>& gaps) {
  std::uint32_t begin = 0;
  std::uint32_t line = 0;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    if (gaps[i].isDropped) continue;
    const Piece& piece = pieces_.all[i];
    const bool isAtEnd = i + 1 == gaps.size();
    Gap gap = gaps[i];
    if (gap.kind != GapKind::Keep) change({begin, piece.span.begin}, gap, isOpen(line), isOpen(piece.firstLine));
    if (isAtEnd) break;
    begin = piece.span.end;
    line = piece.lastLine;
  }
  return std::move(edits_);
}

std::string Editor::indentation(std::uint32_t level) const {
  return options_.tabs ? std::string(level, '\t') : std::string(std::size_t{level} * options_.indent, ' ');
}

std::string Editor::written(const Gap& gap) const {
  std::string text = gap.hasComma ? "," : "";
  if (gap.kind == GapKind::Space) text += ' ';
  if (gap.kind == GapKind::Line) {
    text += lineEnd_;
    if (gap.hasBlank) text += lineEnd_;
    text += indentation(gap.level);
  }
  return text;
}

// Between two lines of which one stays as it is, only the other one's part of the blanks changes.
void Editor::change(Span old, const Gap& gap, bool beforeIsOpen, bool afterIsOpen) {
  if (beforeIsOpen && afterIsOpen) return replace(old, written(gap));
  const std::string_view blanks = text_.substr(old.begin, old.size());
  const std::size_t first = blanks.find_first_of("\r\n");
  if (gap.kind != GapKind::Line || first == std::string_view::npos) return;
  if (beforeIsOpen) return replace({old.begin, old.begin + static_cast<std::uint32_t>(first)}, gap.hasComma ? "," : "");
  if (!afterIsOpen) return;
  const auto indent = static_cast<std::uint32_t>(blanks.find_last_of("\r\n") + 1);
  replace({old.begin + indent, old.end}, indentation(gap.level));
}

// Changes only what differs, and never between the two characters of one line end.
void Editor::replace(Span old, std::string_view with) {
  const std::string_view from = text_.substr(old.begin, old.size());
  if (from == with) return;
  const auto isPair = [](std::string_view text, std::size_t at) {
    return at > 0 && at < text.size() && text[at - 1] == '\r' && text[at] == '\n';
  };
  const std::size_t most = std::min(from.size(), with.size());
  std::size_t same = 0;
  while (same < most && from[same] == with[same]) ++same;
  if (isPair(from, same) || isPair(with, same)) --same;
  std::size_t end = 0;
  while (end < most - same && from[from.size() - 1 - end] == with[with.size() - 1 - end]) ++end;
  if (isPair(from, from.size() - end) || isPair(with, with.size() - end)) --end;
  edits_.push_back({{static_cast<std::uint32_t>(old.begin + same), static_cast<std::uint32_t>(old.end - end)},
                    std::string(with.substr(same, with.size() - same - end))});
}

std::vector<TextEdit> editsFor(const SyntaxTree& tree, const Span* range, const FormatOptions& options) {
  const Pieces pieces = format::piecesOf(tree);
  const StatementLines statements(tree, pieces);
  const Damage damage(tree, pieces, statements);
  if (damage.isTotal()) return {};
  LineSet asked;
  if (range != nullptr) {
    asked.resize(pieces.lines.lineCount());
    const std::uint32_t first = pieces.lines.lineOf(range->begin);
    const std::uint32_t last = pieces.lines.lineOf(range->end);
    std::fill(asked.begin() + first, asked.begin() + last + 1, true);
    if (!statements.growToStatements(asked)) return {};
  }
  format::Composer composer(tree, pieces, damage);
  const format::Doc doc = composer.run();
  if (composer.lost()) return {};
  const std::vector<Gap> gaps = format::print(doc, pieces, {options.indent, options.width});
  return Editor(tree, pieces, damage, range != nullptr ? &asked : nullptr, options).run(gaps);
}

}  // namespace

std::vector<TextEdit> formatted(const SyntaxTree& tree, const FormatOptions& options) {
  return editsFor(tree, nullptr, options);
}

std::vector<TextEdit> formattedRange(const SyntaxTree& tree, Span range, const FormatOptions& options) {
  return editsFor(tree, &range, options);
}

}  // namespace sluice::language
