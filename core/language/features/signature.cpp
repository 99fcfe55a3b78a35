#include "language/features/signature.h"

#include <algorithm>

#include "base/concat.h"
#include "language/features/choices.h"
#include "language/features/functions.h"
#include "language/features/markdown.h"
#include "language/features/walk.h"

namespace sluice::language {

namespace {

// The token that begins at `offset` or behind it.
const Token& tokenFrom(const SyntaxTree& tree, std::uint32_t offset) {
  const auto& tokens = tree.lexed.tokens;
  const auto next = std::lower_bound(tokens.begin(), tokens.end(), offset,
                                     [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  return next == tokens.end() ? tokens.back() : *next;
}

// Whether the caret stands between the parentheses, braces or quotes of the arguments. Those that are not closed reach
// to the next word.
bool standsIn(const SyntaxTree& tree, const Arguments& arguments, std::uint32_t offset) {
  if (arguments.style == CallStyle::None || offset <= arguments.span.begin) return false;
  if (arguments.style == CallStyle::String) {
    const auto* string = as<StringExpr>(arguments.items.empty() ? nullptr : arguments.items[0]);
    return string != nullptr && (offset < string->span.end || (string->broken && offset == string->span.end));
  }
  const bool closed = arguments.style == CallStyle::Table
                          ? !arguments.items.empty() && tree.text[arguments.span.end - 1] == '}'
                          : arguments.closed;
  if (closed) return offset < arguments.span.end;
  if (offset <= arguments.span.end) return true;
  const Token& next = tokenFrom(tree, arguments.span.end);
  return offset < next.span.begin || next.kind == TokenKind::EndOfText;
}

// The innermost call whose arguments the caret stands in, unless a function's body lies between.
const Expr* callAt(const SyntaxTree& tree, std::uint32_t offset) {
  const Expr* found = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t bodyBegin = 0;
  eachNode(
      tree, [](const Stat&) {},
      [&](const Expr& expr) {
        if (const auto* function = as<FunctionExpr>(&expr)) {
          const FunctionBody& body = *function->body;
          if (body.keyword.begin < offset && offset < body.span.end)
            bodyBegin = std::max(bodyBegin, body.keyword.begin);
        }
        const Arguments* arguments = argumentsOf(expr);
        if (arguments == nullptr || !standsIn(tree, *arguments, offset)) return;
        if (found != nullptr && arguments->span.begin < begin) return;
        found = &expr;
        begin = arguments->span.begin;
      });
  return found != nullptr && bodyBegin > begin ? nullptr : found;
}

// How many commas of the arguments stand before the caret.
std::size_t argumentAt(const SyntaxTree& tree, const Arguments& arguments, std::uint32_t offset) {
  if (arguments.style != CallStyle::Parens) return 0;
  std::size_t count = 0;
  for (const Expr* item : arguments.items) {
    const Token& next = tokenFrom(tree, item->span.end);
    if (next.kind != TokenKind::Comma || next.span.begin >= offset) break;
    ++count;
  }
  return count;
}

// The signature's name as it is called here.
std::string shownName(const SyntaxTree& tree, const Expr& call, const Signature& signature) {
  if (const auto* plain = as<CallExpr>(&call); plain != nullptr && signature.name.empty()) {
    return std::string(tree.textOf(plain->callee->span).substr(0, 60));
  }
  std::string name = signature.name;
  const std::size_t dot = name.find_last_of(".:");
  if (dot != std::string::npos && !signature.isMethod && call.kind == ExprKind::Method) name[dot] = ':';
  if (dot != std::string::npos && signature.isMethod && call.kind == ExprKind::Call) name[dot] = '.';
  return name.empty() ? "function" : name;
}

SignatureChoice describe(const TypeStore& store, const CallChoice& choice, std::string name) {
  SignatureChoice out;
  out.label = std::move(name) + "(";
  const auto add = [&](std::string_view text, std::string_view doc) {
    if (!out.parameters.empty()) out.label += ", ";
    const auto begin = static_cast<std::uint32_t>(out.label.size());
    out.label += text;
    out.parameters.push_back({{begin, static_cast<std::uint32_t>(out.label.size())}, markdownOfDoc(doc)});
  };
  const auto& all = choice.parameters;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == nullptr) {
      add("self", {});
      continue;
    }
    const bool optional = all[i]->optional && i >= choice.certain;
    add(concat({all[i]->name, optional ? "?: " : ": ", store.print(all[i]->type, 1)}), all[i]->doc);
  }
  if (choice.isVariadic) add(concat({"...: ", store.print(choice.signature->variadic, 1)}), {});
  out.label += ")";
  const Signature& signature = *choice.signature;
  for (std::size_t i = 0; signature.returnsKnown && i < signature.returns.size(); ++i) {
    const bool isRest = signature.returnsMore && i + 1 == signature.returns.size();
    out.label += concat({i == 0 ? ": " : ", ", isRest ? "..." : "", store.print(signature.returns[i], 1)});
  }
  out.doc = markdownOfDoc(signature.doc);
  return out;
}

}  // namespace

std::optional<SignatureHelp> signatureAt(const Analysis& analysis, std::uint32_t offset) {
  const SyntaxTree& tree = *analysis.tree;
  const TypeStore& store = analysis.inference.store;
  const Expr* call = callAt(tree, offset);
  if (call == nullptr) return std::nullopt;
  const std::vector<CallChoice> choices = choicesOf(store, calleeType(analysis, *call), call->kind == ExprKind::Method);
  if (choices.empty()) return std::nullopt;
  const Arguments& arguments = *argumentsOf(*call);
  const std::size_t active = argumentAt(tree, arguments, offset);
  SignatureHelp help;
  help.arguments = arguments.span;
  for (const CallChoice& choice : choices) {
    help.choices.push_back(describe(store, choice, shownName(tree, *call, *choice.signature)));
    const std::size_t place = choice.placeOf(active);
    if (place != CallChoice::npos && place < help.choices.back().parameters.size()) help.choices.back().active = place;
  }
  const std::size_t count = std::max<std::size_t>(active + 1, arguments.items.size);
  help.active = fittingChoice(analysis, choices, arguments, active, count);
  return help;
}

}  // namespace sluice::language
