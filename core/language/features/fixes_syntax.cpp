// Mends of what keeps a text from being Lua. Each is tried on the text: it is given only when the text is better then.
#include <algorithm>

#include "base/concat.h"
#include "language/features/fixes.h"
#include "language/syntax/characters.h"
#include "language/syntax/literals.h"

namespace sluice::language {

namespace {

// Where a bracket may have been left out: more tokens than a line of a hundred characters has.
constexpr std::size_t kMostPlaces = 60;

// The last token that ends at or before `offset`; null: none.
const Token* tokenBefore(const SyntaxTree& tree, std::uint32_t offset) {
  const Token* found = nullptr;
  for (const Token& token : tree.lexed.tokens) {
    if (token.kind != TokenKind::EndOfText && token.span.end <= offset) found = &token;
  }
  return found;
}

void addExpected(FixSite& site) {
  const std::string& message = site.mistake().message;
  const std::size_t end = message.find("' is expected before ");
  const Token* before = tokenBefore(site.tree(), site.span().begin);
  if (message.starts_with("the method's arguments is expected")) {
    const std::uint32_t at = site.span().empty() || before == nullptr ? site.span().begin : before->span.end;
    site.addIfBetter(FixWorth::Preferred, "Add '()'", {{{at, at}, "()"}});
  }
  if (!message.starts_with('\'') || end == std::string::npos || before == nullptr) return;
  std::string what = message.substr(1, end - 1);
  if (what.find('\'') != std::string::npos) what = ",";  // ',' or another
  const bool isWord = isLetter(what[0]);
  const std::uint32_t at = before->span.end;
  const bool isAdjacent = at < site.tree().text.size() && isNameCharacter(site.tree().text[at]);
  site.addIfBetter(FixWorth::Preferred, concat({"Add '", what, "'"}),
                   {{{at, at}, concat({isWord ? " " : "", what, isWord && isAdjacent ? " " : ""})}});
}

// Operators of other languages.
void translate(FixSite& site) {
  struct Foreign {
    std::string_view text;
    std::string_view lua;
  };
  constexpr Foreign kForeign[] = {{"!=", "~="}, {"&&", " and "}, {"||", " or "}, {"!", "not "}, {"null", "nil"}};
  const std::string_view rest = std::string_view(site.tree().text).substr(site.span().begin);
  for (const Foreign& each : kForeign) {
    if (!rest.starts_with(each.text)) continue;
    const auto end = static_cast<std::uint32_t>(site.span().begin + each.text.size());
    if (site.addIfBetter(FixWorth::Preferred, concat({"Write '", each.lua, "'"}),
                         {{{site.span().begin, end}, std::string(each.lua)}}))
      return;
  }
}

void fixGrammar(FixSite& site) {
  const std::string& message = site.mistake().message;
  addExpected(site);
  translate(site);
  if (message.find("is a keyword: write") != std::string::npos && site.span().begin > 0) {
    site.addIfBetter(FixWorth::Preferred, "Write it as a string key",
                     {{{site.span().begin - 1, site.span().end}, concat({"[\"", site.text(), "\"]"})}});
  } else if (message.starts_with("an expression is no statement")) {
    const auto found = exprWith(site.tree(), site.span());
    const auto* binary = found ? as<BinaryExpr>(&found->expr()) : nullptr;
    if (binary != nullptr && binary->op == TokenKind::Equal)
      site.addIfBetter(FixWorth::Preferred, "Assign with '='", {{binary->opSpan, "="}});
    const std::uint32_t at = site.span().begin;
    site.addIfBetter(FixWorth::Possible, "Put it into a local variable",
                     {{{at, at}, concat({"local ", freeName(site.analysis(), "value"), " = "})}});
    site.addIfBetter(FixWorth::Possible, "Return it", {{{at, at}, "return "}});
  } else if (message.starts_with("this '")) {
    site.addIfBetter(FixWorth::Preferred, concat({"Remove '", site.text(), "'"}), {{site.span(), ""}});
  }
}

// Behind a place, and behind the comment on its line.
std::uint32_t behind(const SyntaxTree& tree, std::uint32_t offset) {
  for (const Comment& comment : tree.lexed.comments) {
    const bool follows = comment.span.begin >= offset && !comment.isLong && comment.span.end == lineEndAt(tree, offset);
    if (follows && tree.textOf({offset, comment.span.begin}).find_first_not_of(" \t") == std::string_view::npos)
      return comment.span.end;
  }
  return offset;
}

void addEnd(FixSite& site) {
  const SyntaxTree& tree = site.tree();
  const bool isRepeat = site.text() == "repeat";
  const std::string_view closing = isRepeat ? "until true" : "end";
  std::vector<Span> nodes;
  walk(
      *tree.chunk,
      [&](const Stat& stat, const Block&) {
        if (stat.span.begin == site.span().begin) nodes.push_back(stat.span);
        const auto* local = as<LocalFunctionStat>(&stat);
        if (local != nullptr && local->function->body->keyword == site.span()) nodes.push_back(stat.span);
      },
      [&](const Expr& expr) {
        const auto* function = as<FunctionExpr>(&expr);
        if (function != nullptr && function->body->keyword == site.span()) nodes.push_back(function->body->span);
      });
  std::vector<TextEdit> candidates;
  for (const Span node : nodes) {
    const Token* last = tokenBefore(tree, node.end);
    if (last == nullptr) continue;
    const bool oneLine = lineBeginAt(tree, last->span.begin) == lineBeginAt(tree, site.span().begin) &&
                         node.end == last->span.end && tree.textOf(node).find('\n') == std::string_view::npos;
    const std::uint32_t at = behind(tree, last->span.end);
    const std::string_view indentation = indentationAt(tree, site.span().begin);
    if (oneLine && at == last->span.end) candidates.push_back({{at, at}, concat({" ", closing})});
    candidates.push_back({{at, at}, concat({"\n", indentation, closing})});
  }
  site.addBest(isRepeat ? FixWorth::Possible : FixWorth::Preferred, concat({"Add '", closing, "'"}), candidates);
}

void addClosing(FixSite& site) {
  const SyntaxTree& tree = site.tree();
  const std::string_view opener = site.text();
  const std::string_view closing = opener == "(" ? ")" : opener == "[" ? "]" : "}";
  std::vector<std::uint32_t> places;
  // Behind each token of the line, the last first, of a long one behind the near ones and the last; and where what it
  // opens ends.
  const std::uint32_t lineEnd = lineEndAt(tree, site.span().end);
  for (const Token& token : tree.lexed.tokens) {
    if (token.kind == TokenKind::EndOfText || token.span.end > lineEnd) break;
    if (token.span.end <= site.span().begin) continue;
    if (places.size() == kMostPlaces) places.pop_back();
    places.push_back(token.span.end);
  }
  for (const Expr* expr : locate(tree, site.span().end).exprs) places.push_back(expr->span.end);
  std::reverse(places.begin(), places.end());
  std::vector<TextEdit> candidates;
  for (const std::uint32_t at : places) {
    const bool isSpaced = closing == "}" && site.span().end < tree.text.size() && tree.text[site.span().end] == ' ';
    candidates.push_back({{at, at}, concat({isSpaced ? " " : "", closing})});
  }
  site.addBest(FixWorth::Preferred, concat({"Add '", closing, "'"}), candidates);
}

void closeString(FixSite& site) {
  const std::string_view opener = site.text();
  const std::string& text = site.tree().text;
  if (opener.starts_with('[')) {
    std::string closing(opener);
    std::replace(closing.begin(), closing.end(), '[', ']');
    const std::uint32_t end = lineEndAt(site.tree(), site.span().begin);
    const auto last = static_cast<std::uint32_t>(text.size());
    site.addBest(FixWorth::Preferred, concat({"Add '", closing, "'"}),
                 {{{end, end}, closing}, {{last, last}, closing}});
    return;
  }
  // Before what can only follow the string, or at the end.
  std::vector<TextEdit> candidates;
  const std::string quote(1, text[site.span().begin]);
  for (std::uint32_t at = site.span().end; at > site.span().begin; --at) {
    candidates.push_back({{at, at}, quote});
    constexpr std::string_view kFollowing = ")]},; ";
    if (kFollowing.find(text[at - 1]) == std::string_view::npos) break;
  }
  site.addBest(FixWorth::Preferred, concat({"Add ", quote}), candidates);
}

void closeComment(FixSite& site) {
  const std::string& text = site.tree().text;
  std::string closing(site.textOf(
      {site.span().begin + 2,
       site.span().begin +
           static_cast<std::uint32_t>(2 + longBracketLength(std::string_view(text).substr(site.span().begin + 2)))}));
  std::replace(closing.begin(), closing.end(), '[', ']');
  const std::uint32_t end = lineEndAt(site.tree(), site.span().begin);
  site.addIfBetter(FixWorth::Preferred, concat({"Add '", closing, "' at the end of the line"}),
                   {{{end, end}, " " + closing}});
  const auto last = static_cast<std::uint32_t>(text.size());
  site.addIfBetter(FixWorth::Possible, concat({"Add '", closing, "' at the end of the script"}),
                   {{{last, last}, "\n" + closing}});
}

void cutNumber(FixSite& site) {
  std::size_t length = site.text().size();
  while (length > 0 && !isNumeral(site.text().substr(0, length))) --length;
  if (length == 0) return;
  const std::string number(site.text().substr(0, length));
  site.addIfBetter(FixWorth::Preferred, concat({"Change to ", number}), {{site.span(), number}});
}

void mendEscape(FixSite& site) {
  const std::uint32_t at = site.span().begin;
  site.addIfBetter(FixWorth::Preferred, "Write '\\\\' for a backslash", {{{at, at}, "\\"}});
  constexpr std::string_view kClasses = "acdglpsuwxACDGLPSUWX.%+-*?[]^$()";
  if (site.text().size() != 2 || kClasses.find(site.text()[1]) == std::string_view::npos) return;
  site.addIfBetter(FixWorth::Possible, concat({"Write '%", site.text().substr(1), "' as patterns do"}),
                   {{{at, at + 1}, "%"}});
}

}  // namespace

void fixSyntax(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::Syntax: return fixGrammar(site);
    case DiagnosticCode::MissingEnd: return addEnd(site);
    case DiagnosticCode::Unclosed: return addClosing(site);
    case DiagnosticCode::UnfinishedString: return closeString(site);
    case DiagnosticCode::UnfinishedComment: return closeComment(site);
    case DiagnosticCode::MalformedNumber: return cutNumber(site);
    case DiagnosticCode::MalformedEscape: return mendEscape(site);
    case DiagnosticCode::ReturnNotLast:
      site.addIfBetter(FixWorth::Preferred, "Put it into 'do … end'",
                       {{{site.span().begin, site.span().begin}, "do "}, {{site.span().end, site.span().end}, " end"}});
      return;
    default: return;
  }
}

}  // namespace sluice::language
