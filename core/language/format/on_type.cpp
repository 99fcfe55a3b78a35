#include <algorithm>
#include <optional>
#include <string>

#include "language/format/format.h"
#include "language/syntax/characters.h"
#include "language/syntax/locate.h"
#include "language/text/line_index.h"

namespace sluice::language {

namespace {

// Something that is opened and, if it is closed, closed by a word of its own.
struct Bracket {
  Span opener = {};         // the word that opens it, from which its lines are indented
  std::uint32_t begin = 0;  // of what is inside, behind all that opens it
  std::uint32_t end = 0;    // of what is inside; of one that is not closed, where the parser ended it
  std::string_view closing = {};
  const Block* block = nullptr;  // null for brackets
};

// Calls `visit(Bracket)` for every block, table, call and parameter list of a script.
template <typename Visit>
class Brackets {
 public:
  Brackets(const SyntaxTree& tree, Visit visit) : tree_(tree), visit_(visit) {}

  void run() { block(*tree_.chunk); }

 private:
  void block(const Block& block) {
    for (const Stat* stat : block.stats) statement(*stat);
  }

  void inner(const Block& inner, Span opener, std::string_view closing) {
    visit_(Bracket{opener, inner.span.begin, inner.span.end, closing, &inner});
    block(inner);
  }

  void statement(const Stat& stat) {
    const Span keyword{stat.span.begin, stat.span.begin + 1};
    std::vector<const Expr*> open;
    const auto push = [&open](const Expr& expr) { open.push_back(&expr); };
    std::string_view closing = stat.kind == StatKind::Repeat ? "until" : "end";
    if (const auto* each = as<IfStat>(&stat)) {
      for (const IfClause& clause : each->clauses) {
        if (clause.condition != nullptr) push(*clause.condition);
        inner(*clause.block, clause.keyword, closing);
      }
    } else {
      eachPart(stat, push, [&](const Block& block) { inner(block, keyword, closing); });
    }
    while (!open.empty()) {
      const Expr& expr = *open.back();
      open.pop_back();
      expression(expr);
      const auto* function = as<FunctionExpr>(&expr);
      eachPart(expr, push, [&](const Block& block) { inner(block, function->body->keyword, closing); });
    }
  }

  void expression(const Expr& expr) {
    if (const auto* table = as<TableExpr>(&expr)) return bracket(expr.span, table->closed, "}");
    if (const auto* call = as<CallExpr>(&expr)) return arguments(call->arguments);
    if (const auto* method = as<MethodExpr>(&expr)) return arguments(method->arguments);
    if (expr.kind == ExprKind::Paren) return bracket(expr.span, tree_.text[expr.span.end - 1] == ')', ")");
    if (const auto* function = as<FunctionExpr>(&expr)) {
      const Span parens = function->body->parens;
      if (!parens.empty()) bracket(parens, tree_.text[parens.end - 1] == ')', ")");
    }
  }

  void arguments(const Arguments& given) {
    if (given.style == CallStyle::Parens) bracket(given.span, given.closed, ")");
  }

  void bracket(Span span, bool isClosed, std::string_view closing) {
    const Span opener{span.begin, span.begin + 1};
    visit_(Bracket{opener, opener.end, isClosed ? span.end - 1 : nextToken(span.end).span.begin, closing});
  }

  const Token& nextToken(std::uint32_t offset) const {
    const auto& tokens = tree_.lexed.tokens;
    return *std::lower_bound(tokens.begin(), tokens.end() - 1, offset,
                             [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  }

  const SyntaxTree& tree_;
  Visit visit_;
};

class OnType {
 public:
  OnType(const SyntaxTree& tree, std::uint32_t offset, const FormatOptions& options)
      : tree_(tree), text_(tree.text), offset_(offset), options_(options), lines_(text_) {
    line_ = lines_.lineOf(offset);
  }

  std::vector<TextEdit> newLine();
  std::vector<TextEdit> closer();

 private:
  std::string_view blanksOf(std::uint32_t line) const;
  std::string_view blanksAt(std::uint32_t offset) const { return blanksOf(lines_.lineOf(offset)); }
  std::string unit() const { return options_.tabs ? "\t" : std::string(options_.indent, ' '); }
  const Token* tokenBefore() const;
  bool isWithinWord() const;
  std::optional<Bracket> innermost() const;
  std::string indentation(const Bracket* around, const Token& before) const;
  bool isUnclosed(const Bracket& bracket) const;
  bool goesOn(const Token& before) const;
  void close(const Bracket& bracket, std::vector<TextEdit>& edits) const;

  const SyntaxTree& tree_;
  std::string_view text_;
  std::uint32_t offset_;
  const FormatOptions& options_;
  LineIndex lines_;
  std::uint32_t line_;
};

std::string_view OnType::blanksOf(std::uint32_t line) const {
  const std::uint32_t begin = lines_.lineBegin(line);
  std::uint32_t end = begin;
  while (end < text_.size() && (text_[end] == ' ' || text_[end] == '\t')) ++end;
  return text_.substr(begin, end - begin);
}

// The last token that ends before the caret.
const Token* OnType::tokenBefore() const {
  const auto& tokens = tree_.lexed.tokens;
  const auto next = std::upper_bound(tokens.begin(), tokens.end() - 1, offset_,
                                     [](std::uint32_t at, const Token& token) { return at < token.span.end; });
  return next == tokens.begin() ? nullptr : &*(next - 1);
}

// Whether the caret stands in a string or comment of several lines.
bool OnType::isWithinWord() const {
  const auto isWithin = [this](Span span) { return span.begin < offset_ && offset_ < span.end; };
  return std::any_of(tree_.lexed.tokens.begin(), tree_.lexed.tokens.end(),
                     [&](const Token& token) { return isWithin(token.span); }) ||
         std::any_of(tree_.lexed.comments.begin(), tree_.lexed.comments.end(),
                     [&](const Comment& comment) { return isWithin(comment.span); });
}

// The innermost bracket that the caret stands in.
std::optional<Bracket> OnType::innermost() const {
  std::optional<Bracket> found;
  const auto visit = [&](const Bracket& bracket) {
    if (bracket.begin > offset_ || offset_ > bracket.end) return;
    if (!found || bracket.begin >= found->begin) found = bracket;
  };
  Brackets(tree_, visit).run();
  return found;
}

// Whether an expression is being written that the line before does not end.
bool OnType::goesOn(const Token& before) const {
  switch (before.kind) {
    case TokenKind::And:
    case TokenKind::Or:
    case TokenKind::Not:
    case TokenKind::Assign:
    case TokenKind::Concat: return true;
    default: return before.kind >= TokenKind::Plus && before.kind < TokenKind::Assign;
  }
}

std::string OnType::indentation(const Bracket* around, const Token& before) const {
  const bool isAfterOpener = around != nullptr && before.span.end <= around->begin;
  const std::string more = goesOn(before) && !isAfterOpener ? unit() : "";
  const List<Stat*> stats = around == nullptr          ? tree_.chunk->stats
                            : around->block != nullptr ? around->block->stats
                                                       : List<Stat*>{};
  // Like the statement before it.
  const Stat* last = nullptr;
  for (const Stat* stat : stats) {
    if (stat->span.end <= offset_ && stat->span.begin < offset_) last = stat;
  }
  if (last != nullptr) {
    const std::uint32_t line = lines_.lineOf(last->span.begin);
    const std::string_view blanks = blanksOf(line);
    const bool isFirst = lines_.lineBegin(line) + blanks.size() == last->span.begin;
    if (isFirst) return std::string(blanks) + more;
  }
  if (around == nullptr) return more;
  return std::string(blanksAt(around->opener.begin)) + unit() + more;
}

bool OnType::isUnclosed(const Bracket& bracket) const {
  return std::any_of(tree_.mistakes.begin(), tree_.mistakes.end(), [&](const Mistake& mistake) {
    const bool isMissing = mistake.code == DiagnosticCode::MissingEnd || mistake.code == DiagnosticCode::Unclosed;
    return isMissing && mistake.span.begin == bracket.opener.begin;
  });
}

// Writes what closes the bracket behind the caret: before other closing brackets there, else in the next line.
void OnType::close(const Bracket& bracket, std::vector<TextEdit>& edits) const {
  const std::uint32_t lineEnd = lines_.lineEnd(text_, line_);
  const std::string_view rest = text_.substr(offset_, lineEnd - offset_);
  if (rest.find_first_not_of(" \t)}],;") != std::string_view::npos) return;
  const std::string closing = std::string(blanksAt(bracket.opener.begin)) + std::string(bracket.closing);
  const std::uint32_t begin = lines_.lineBegin(line_);
  const std::uint32_t end = lines_.lineEnd(text_, line_ - 1);
  const std::string lineEnding(text_.substr(end, begin - end));
  const std::size_t brackets = std::min(rest.find_first_not_of(" \t"), rest.size());
  if (brackets < rest.size()) {
    edits.push_back({{offset_, static_cast<std::uint32_t>(offset_ + brackets)}, lineEnding + closing});
  } else if (line_ + 1 < lines_.lineCount()) {
    const std::uint32_t next = lines_.lineBegin(line_ + 1);
    edits.push_back({{next, next}, closing + lineEnding});
  } else {
    edits.push_back({{offset_, lineEnd}, lineEnding + closing});
  }
}

std::vector<TextEdit> OnType::newLine() {
  std::vector<TextEdit> edits;
  const std::uint32_t begin = lines_.lineBegin(line_);
  const bool isBlank = text_.substr(begin, offset_ - begin).find_first_not_of(" \t") == std::string_view::npos;
  const Token* before = tokenBefore();
  if (line_ == 0 || !isBlank || before == nullptr || before->span.end > begin) return edits;
  if (isWithinWord()) return edits;
  const std::optional<Bracket> around = innermost();
  const bool isOpening = around && before->span.end == around->begin;
  const auto rest = static_cast<std::uint32_t>(std::min(text_.find_first_not_of(" \t", offset_), text_.size()));
  const bool isAtCloser = around && !isUnclosed(*around) && rest >= around->end;
  std::string indent = indentation(around ? &*around : nullptr, *before);
  if (isAtCloser) indent = std::string(blanksAt(around->opener.begin));
  if (text_.substr(begin, offset_ - begin) != indent) {
    // Together with the line end before it, so that the caret, which stands at the end, is moved along.
    const std::uint32_t end = lines_.lineEnd(text_, line_ - 1);
    edits.push_back({{end, offset_}, std::string(text_.substr(end, begin - end)) + indent});
  }
  if (isOpening && isUnclosed(*around) && around->closing != ")") close(*around, edits);
  return edits;
}

// Indents the line of the word that ends at the caret like the line of what it closes.
std::vector<TextEdit> OnType::closer() {
  const Token* token = tokenBefore();
  if (token == nullptr || !token->first || token->span.end != offset_) return {};
  switch (token->kind) {
    case TokenKind::End:
    case TokenKind::Else:
    case TokenKind::Elseif:
    case TokenKind::Until:
    case TokenKind::RightBrace:
    case TokenKind::RightParen: break;
    default: return {};
  }
  std::optional<Span> opener;
  const auto visit = [&](const Bracket& bracket) {
    const bool isClosed = bracket.end == token->span.begin && bracket.begin <= bracket.end;
    if (isClosed && !isUnclosed(bracket)) opener = bracket.opener;
  };
  Brackets(tree_, visit).run();
  if (!opener) return {};
  const std::uint32_t begin = lines_.lineBegin(lines_.lineOf(token->span.begin));
  const std::string_view indent = blanksAt(opener->begin);
  if (text_.substr(begin, token->span.begin - begin) == indent) return {};
  return {{{begin, token->span.begin}, std::string(indent)}};
}

}  // namespace

std::vector<TextEdit> formattedOnType(const SyntaxTree& tree, std::uint32_t offset, char typed,
                                      const FormatOptions& options) {
  OnType onType(tree, offset, options);
  return typed == '\n' ? onType.newLine() : onType.closer();
}

}  // namespace sluice::language
