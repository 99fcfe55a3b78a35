#include "language/features/completion_site.h"

#include <algorithm>

#include "language/syntax/characters.h"

namespace sluice::language {

namespace {

class SiteFinder {
 public:
  SiteFinder(const Analysis& analysis, std::uint32_t offset)
      : analysis_(analysis), tree_(*analysis.tree), tokens_(tree_.lexed.tokens) {
    site_.offset = std::min(offset, static_cast<std::uint32_t>(tree_.text.size()));
  }

  Site run() {
    findWord();
    if (inComment()) return std::move(site_);
    if (inLiteral()) return std::move(site_);
    site_.kind = kindOfPlace();
    if (site_.kind == SiteKind::Members || site_.kind == SiteKind::Nothing) return std::move(site_);
    const bool follows = site_.word.empty() && site_.before != nullptr;
    site_.located = locate(tree_, follows ? site_.before->span.end : site_.word.begin);
    findTable();
    findExpected();
    return std::move(site_);
  }

 private:
  // Nothing but lines of comments stands before it, where the hook is looked for (server/uri.h).
  bool isHead(const Comment& comment) const {
    std::uint32_t begin = 0;
    for (const Comment& each : tree_.lexed.comments) {
      if (each.isLong || each.span.begin != begin) return false;
      if (&each == &comment) return true;
      begin = each.span.end + 1;
    }
    return false;
  }

  bool inComment() {
    for (const Comment& comment : tree_.lexed.comments) {
      const bool inside = comment.span.begin < site_.offset && site_.offset <= comment.span.end;
      if (!inside || (comment.isLong && site_.offset == comment.span.end)) continue;
      const std::string_view text = tree_.textOf(comment.span);
      const bool isBehindMark = !comment.isLong && site_.offset >= comment.span.begin + 3;
      if (isBehindMark && text.starts_with("---")) site_.kind = SiteKind::Doc;
      if (isBehindMark && text.starts_with("--@") && isHead(comment)) site_.kind = SiteKind::Head;
      site_.comment = &comment;
      return true;
    }
    return false;
  }

  void findWord() {
    Span& word = site_.word;
    word = {site_.offset, site_.offset};
    while (word.begin > 0 && isNameCharacter(tree_.text[word.begin - 1])) --word.begin;
    while (word.end < tree_.text.size() && isNameCharacter(tree_.text[word.end])) ++word.end;
    // Without the end of the text, which is a token too.
    const auto next = std::upper_bound(tokens_.begin(), tokens_.end() - 1, word.begin,
                                       [](std::uint32_t at, const Token& token) { return at < token.span.end; });
    if (next != tokens_.begin()) site_.before = &*(next - 1);
  }

  // Within a string or number.
  bool inLiteral() {
    const auto next = std::upper_bound(tokens_.begin(), tokens_.end(), site_.offset,
                                       [](std::uint32_t at, const Token& token) { return at <= token.span.begin; });
    if (next == tokens_.begin()) return false;
    const Token& token = *(next - 1);
    if (site_.offset > token.span.end) return false;
    if (token.kind == TokenKind::Number) return true;
    if (token.kind != TokenKind::String) return false;
    site_.located = locate(tree_, site_.offset);
    for (std::size_t i = site_.located.exprs.size(); i-- > 0;) {
      const auto* text = as<StringExpr>(site_.located.exprs[i]);
      if (text == nullptr || !(text->span == token.span)) continue;
      if (!text->contents.touches(site_.offset)) return false;
      site_.kind = SiteKind::Text;
      site_.text = text;
      site_.word = replacedIn(*text);
      site_.before = previous(&token);
      site_.expected = expectedOf(analysis_, site_.located, i);
      site_.located.exprs.resize(i + 1);
      return true;
    }
    return token.broken || site_.offset < token.span.end;
  }

  // All of the string, but for what follows the word in one that is not closed, and for other lines.
  Span replacedIn(const StringExpr& text) const {
    Span span = text.contents;
    if (text.broken) span.end = std::max(site_.word.end, site_.offset);
    const std::string_view before = tree_.textOf({span.begin, site_.offset});
    if (const std::size_t line = before.find_last_of("\r\n"); line != std::string_view::npos)
      span.begin += static_cast<std::uint32_t>(line + 1);
    const std::string_view after = tree_.textOf({site_.offset, span.end});
    span.end = site_.offset + static_cast<std::uint32_t>(std::min(after.find_first_of("\r\n"), after.size()));
    return span;
  }

  // The token before one, or null.
  const Token* previous(const Token* token) const { return token > tokens_.data() ? token - 1 : nullptr; }

  SiteKind kindOfPlace() {
    const Token* before = site_.before;
    if (before == nullptr) return SiteKind::Statement;
    switch (before->kind) {
      case TokenKind::Dot:
      case TokenKind::Colon: return findReceiver(before->span.begin) ? SiteKind::Members : SiteKind::Nothing;
      case TokenKind::DoubleColon: return isOpeningLabel(before) ? SiteKind::Nothing : SiteKind::Statement;
      case TokenKind::Goto: return SiteKind::Label;
      case TokenKind::Local:
      case TokenKind::For: return SiteKind::Nothing;
      case TokenKind::Function: return SiteKind::Nothing;
      case TokenKind::Unknown: return SiteKind::Nothing;
      case TokenKind::Less: return isInLocal(before) ? SiteKind::Attribute : SiteKind::Operand;
      case TokenKind::Comma: return isInLocal(before) || isInParameters(before) ? SiteKind::Nothing : SiteKind::Operand;
      case TokenKind::LeftParen: return isInParameters(before) ? SiteKind::Nothing : SiteKind::Operand;
      case TokenKind::Semicolon: return isInTable(before->span.begin) ? SiteKind::Operand : SiteKind::Statement;
      case TokenKind::Then:
      case TokenKind::Do:
      case TokenKind::Else:
      case TokenKind::Repeat: return SiteKind::Statement;
      case TokenKind::Return: return isOnNextLine(before) ? SiteKind::Statement : SiteKind::Operand;
      case TokenKind::Name:
      case TokenKind::Number:
      case TokenKind::String:
      case TokenKind::Nil:
      case TokenKind::True:
      case TokenKind::False:
      case TokenKind::Ellipsis:
      case TokenKind::Break:
      case TokenKind::End:
      case TokenKind::RightParen:
      case TokenKind::RightBracket:
      case TokenKind::RightBrace:
        return isOnNextLine(before) || before->kind == TokenKind::Break ? SiteKind::Statement : SiteKind::AfterOperand;
      case TokenKind::Greater:
        return previous(before) != nullptr && isInAttribute(before) ? SiteKind::AfterOperand : SiteKind::Operand;
      default: return SiteKind::Operand;
    }
  }

  bool isOnNextLine(const Token* token) const {
    const std::string_view between = tree_.textOf({token->span.end, site_.word.begin});
    return between.find_first_of("\r\n") != std::string_view::npos;
  }

  bool findReceiver(std::uint32_t mark) {
    site_.mark = mark;
    // Text that is damaged may leave the caret outside of the expression, which then ends with the mark.
    for (const std::uint32_t at : {mark, mark + 1}) {
      site_.located = locate(tree_, at);
      for (std::size_t i = site_.located.exprs.size(); i-- > 0;) {
        const Expr* expr = site_.located.exprs[i];
        const auto* member = as<MemberExpr>(expr);
        const auto* method = as<MethodExpr>(expr);
        if (member != nullptr && member->dot == mark) site_.receiver = member->object;
        if (method != nullptr && method->colon == mark) site_.receiver = method->object;
        if (site_.receiver == nullptr) continue;
        site_.expected = expectedOf(analysis_, site_.located, i);
        site_.located.exprs.resize(i + 1);
        return true;
      }
    }
    return false;
  }

  // Behind `::` that begins a label, or behind the one that ends it?
  bool isOpeningLabel(const Token* mark) const {
    const Token* name = previous(mark);
    const Token* opening = name == nullptr ? nullptr : previous(name);
    return opening == nullptr || name->kind != TokenKind::Name || opening->kind != TokenKind::DoubleColon;
  }

  // Whether what stands before, up to a `local` or `for`, is a list of names.
  bool isInLocal(const Token* token) const {
    for (; token != nullptr; token = previous(token)) {
      switch (token->kind) {
        case TokenKind::Name:
        case TokenKind::Comma:
        case TokenKind::Less:
        case TokenKind::Greater: break;
        case TokenKind::Local:
        case TokenKind::For: return true;
        default: return false;
      }
    }
    return false;
  }

  bool isInAttribute(const Token* greater) const {
    const Token* name = previous(greater);
    const Token* less = name == nullptr ? nullptr : previous(name);
    return less != nullptr && less->kind == TokenKind::Less && isInLocal(less);
  }

  bool isInParameters(const Token* token) const {
    while (token != nullptr && (token->kind == TokenKind::Name || token->kind == TokenKind::Comma))
      token = previous(token);
    if (token == nullptr || token->kind != TokenKind::LeftParen) return false;
    for (token = previous(token); token != nullptr; token = previous(token)) {
      if (token->kind == TokenKind::Function) return true;
      const bool isPath =
          token->kind == TokenKind::Name || token->kind == TokenKind::Dot || token->kind == TokenKind::Colon;
      if (!isPath) return false;
    }
    return false;
  }

  bool isInTable(std::uint32_t at) const {
    for (const Expr* expr : locate(tree_, at).exprs) {
      if (expr->kind == ExprKind::Table && expr->span.begin < at) return true;
    }
    return false;
  }

  bool holds(const Expr& container) const {
    const std::uint32_t at = site_.word.begin;
    if (container.kind == ExprKind::Table)
      return at > container.span.begin && (!to<const TableExpr>(container).closed || at < container.span.end);
    const Arguments* arguments = nullptr;
    if (const auto* call = as<CallExpr>(&container)) arguments = &call->arguments;
    if (const auto* method = as<MethodExpr>(&container)) arguments = &method->arguments;
    if (arguments == nullptr || arguments->style != CallStyle::Parens) return false;
    return at > arguments->span.begin && (!arguments->closed || at < arguments->span.end);
  }

  // The innermost brackets around the word that are a table's or a call's.
  std::size_t container() const {
    std::size_t i = site_.located.exprs.size();
    while (i-- > 0) {
      if (holds(*site_.located.exprs[i])) return i;
    }
    return SIZE_MAX;
  }

  void findTable() {
    if (site_.kind != SiteKind::Operand) return;
    const std::size_t i = container();
    if (i == SIZE_MAX || site_.before == nullptr) return;
    const TokenKind before = site_.before->kind;
    const bool begins = before == TokenKind::LeftBrace || before == TokenKind::Comma || before == TokenKind::Semicolon;
    const auto* table = as<TableExpr>(site_.located.exprs[i]);
    if (table == nullptr || !begins || site_.before->span.begin < table->span.begin) return;
    site_.table = table;
    site_.tableExpected = expectedOf(analysis_, site_.located, i);
  }

  void findExpected() {
    if (site_.kind != SiteKind::Operand) return;
    const auto& exprs = site_.located.exprs;
    if (!exprs.empty()) {
      const Expr& inner = *exprs.back();
      const bool isWord = inner.kind == ExprKind::Name && inner.span == site_.word;
      const bool isGap = inner.kind == ExprKind::Missing && site_.word.empty();
      if (isWord || isGap) {
        site_.expected = expectedOf(analysis_, site_.located, exprs.size() - 1);
        return;
      }
    }
    const std::size_t i = container();
    if (i == SIZE_MAX) {
      const bool returns = site_.before != nullptr && site_.before->kind == TokenKind::Return;
      site_.expected.isResult = returns && isInChunk(analysis_, site_.word.begin);
      return;
    }
    if (site_.before->kind != TokenKind::LeftParen && site_.before->kind != TokenKind::Comma) return;
    if (exprs[i]->kind != ExprKind::Table) site_.expected = expectedArgument(analysis_, *exprs[i], argument(*exprs[i]));
  }

  // Which argument of a call begins at the word.
  std::size_t argument(const Expr& call) const {
    const Arguments& arguments =
        call.kind == ExprKind::Call ? to<const CallExpr>(call).arguments : to<const MethodExpr>(call).arguments;
    return static_cast<std::size_t>(
        std::count_if(arguments.items.begin(), arguments.items.end(), [this](const Expr* item) {
          return item->span.begin < site_.before->span.begin && item->span.end <= site_.before->span.begin;
        }));
  }

  const Analysis& analysis_;
  const SyntaxTree& tree_;
  const std::vector<Token>& tokens_;
  Site site_;
};

}  // namespace

Site siteAt(const Analysis& analysis, std::uint32_t offset) { return SiteFinder(analysis, offset).run(); }

bool isCalled(const Analysis& analysis, const Site& site) {
  const std::string& text = analysis.tree->text;
  std::size_t at = site.word.end;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == text.size()) return false;
  return text[at] == '(' || (at == site.word.end && (text[at] == '"' || text[at] == '\'' || text[at] == '{'));
}

}  // namespace sluice::language
