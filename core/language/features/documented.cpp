#include "language/features/documented.h"

#include <algorithm>

#include "base/concat.h"
#include "language/features/code.h"
#include "language/features/member_types.h"
#include "language/syntax/locate.h"
#include "language/types/annotations.h"

namespace sluice::language {

namespace {

constexpr int kShownDepth = 1;

TypeId symbolType(const Analysis& analysis, const Name& name) {
  const SymbolId symbol = analysis.binding.declaredAt(name.span);
  return symbol == kNoSymbol ? types::kUnknown : analysis.inference.symbols[symbol];
}

const FunctionBody* bodyOf(List<Expr*> values) {
  const auto* function = values.size == 1 ? as<FunctionExpr>(values[0]) : nullptr;
  return function == nullptr ? nullptr : function->body;
}

// A type as an annotation can name it.
std::string written(const TypeStore& store, TypeId type) {
  std::string text = type == types::kNever ? "any" : store.print(type, kShownDepth);
  // What is shortened, and what no annotation can say.
  const bool isReadable = text.find("…") == std::string::npos && text.find("nil") == std::string::npos;
  return isReadable ? text : "table";
}

}  // namespace

std::optional<Documented> documentedBy(const Analysis& analysis, const Stat& stat) {
  if (const auto* local = as<LocalFunctionStat>(&stat))
    return Documented{&stat, local->function->body, symbolType(analysis, local->name)};
  if (const auto* function = as<FunctionStat>(&stat))
    return Documented{&stat, function->function->body, analysis.inference.exprs[function->target->id]};
  if (const auto* local = as<LocalStat>(&stat); local != nullptr && local->names.size == 1)
    return Documented{&stat, bodyOf(local->values), symbolType(analysis, local->names[0].name)};
  if (const auto* assign = as<AssignStat>(&stat); assign != nullptr && assign->targets.size == 1)
    return Documented{&stat, bodyOf(assign->values), analysis.inference.exprs[assign->targets[0]->id]};
  return std::nullopt;
}

std::optional<Documented> documentedBelow(const Analysis& analysis, const Comment& comment) {
  const SyntaxTree& tree = *analysis.tree;
  const auto& tokens = tree.lexed.tokens;
  const auto next = std::upper_bound(tokens.begin(), tokens.end(), comment.span.end,
                                     [](std::uint32_t at, const Token& token) { return at < token.span.begin; });
  if (next == tokens.end() || next->kind == TokenKind::EndOfText) return std::nullopt;
  std::uint32_t line = comment.line;
  for (const Comment& each : tree.lexed.comments) {
    if (each.line == line + 1 && !each.isLong) ++line;
  }
  if (next->line > line + 1) return std::nullopt;
  for (const Stat* stat : locate(tree, next->span.begin).stats) {
    if (stat->span.begin == next->span.begin) return documentedBy(analysis, *stat);
  }
  return std::nullopt;
}

std::vector<std::string> missingTags(const Analysis& analysis, const Documented& documented) {
  std::vector<std::string> lines;
  if (documented.body == nullptr) return lines;
  const TypeStore& store = analysis.inference.store;
  const Annotations known = annotationsBefore(*analysis.tree, documented.stat->span.begin);
  const Signature* signature = functionIn(store, documented.type);
  const auto& parameters = documented.body->parameters;
  for (std::uint32_t i = 0; i < parameters.size; ++i) {
    if (parameters[i].missing() || known.parameter(parameters[i].text) != nullptr) continue;
    const bool isKnown = signature != nullptr && i < signature->parameters.size();
    const TypeId type = isKnown ? signature->parameters[i].type : types::kUnknown;
    lines.push_back(concat({"---@param ", parameters[i].text, " ", written(store, type)}));
  }
  if (documented.body->isVariadic() && known.parameter("...") == nullptr) lines.push_back("---@param ... any");
  if (signature == nullptr || !signature->returnsKnown || !known.returns.empty()) return lines;
  for (const TypeId each : signature->returns) {
    if (each != types::kNil) lines.push_back(concat({"---@return ", written(store, each)}));
  }
  return lines;
}

std::optional<Span> tagOf(const SyntaxTree& tree, const Symbol& parameter) {
  const std::string tag = concat({"---@param ", parameter.name});
  const PlacedStat at = statAt(tree, parameter.declaration.begin);
  if (!at) return std::nullopt;
  std::uint32_t above = at.stat->span.begin;
  for (std::size_t i = tree.lexed.comments.size(); i-- > 0;) {
    const Comment& comment = tree.lexed.comments[i];
    if (comment.span.begin >= above) continue;
    const std::string_view between = tree.textOf({comment.span.end, above});
    if (between.find_first_not_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
    above = comment.span.begin;
    const std::string_view text = tree.textOf(comment.span);
    if (!text.starts_with(tag) || (text.size() > tag.size() && text[tag.size()] != ' ' && text[tag.size()] != '?'))
      continue;
    const auto begin = static_cast<std::uint32_t>(comment.span.begin + tag.size() - parameter.name.size());
    return Span{begin, static_cast<std::uint32_t>(begin + parameter.name.size())};
  }
  return std::nullopt;
}

}  // namespace sluice::language
