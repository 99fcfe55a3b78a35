#include "language/features/calls.h"

#include <algorithm>

#include "base/sorted_order.h"
#include "language/features/functions.h"
#include "language/features/walk.h"
#include "language/syntax/locate.h"

namespace sluice::language {

namespace {

// A call of a function of the script.
struct Edge {
  FunctionId from;
  FunctionId to;
  Span place;
};

Span calledName(const Expr& call) {
  if (const auto* method = as<MethodExpr>(&call)) return method->name.span;
  const Expr& callee = *to<const CallExpr>(call).callee;
  const auto* member = as<MemberExpr>(&callee);
  return member != nullptr && !member->name.missing() ? member->name.span : callee.span;
}

std::vector<Edge> edgesOf(const Analysis& analysis, const FunctionPlaces& places) {
  std::vector<Edge> edges;
  eachNode(
      *analysis.tree, [](const Stat&) {},
      [&](const Expr& expr) {
        if (argumentsOf(expr) == nullptr) return;
        const auto called = places.of(calleeType(analysis, expr));
        if (!called) return;
        const Span place = calledName(expr);
        edges.push_back({places.around(place.begin), *called, place});
      });
  sortStably(edges, [](const Edge& a, const Edge& b) { return a.place.begin < b.place.begin; });
  return edges;
}

CallItem itemOf(const Analysis& analysis, const FunctionPlaces& places, FunctionId id) {
  const FunctionPlace& place = places.all()[id];
  CallItem item{id, std::string(place.name), {}, place.span, place.nameSpan};
  if (id == kChunk) {
    item.name = "script";
    return item;
  }
  if (item.name.empty()) item.name = "function";
  const TypeStore& store = analysis.inference.store;
  if (store.kind(place.type) == TypeKind::Function) item.detail = store.print(store.signature(place.type), item.name);
  return item;
}

// The edges' other ends, each once, in the order in which they are first met.
std::vector<CallLink> linksOf(const Analysis& analysis, const FunctionPlaces& places, const std::vector<Edge>& edges,
                              FunctionId Edge::*end) {
  std::vector<CallLink> links;
  for (const Edge& edge : edges) {
    auto link =
        std::find_if(links.begin(), links.end(), [&](const CallLink& each) { return each.item.function == edge.*end; });
    if (link == links.end()) link = links.insert(links.end(), {itemOf(analysis, places, edge.*end), {}});
    link->places.push_back(edge.place);
  }
  return links;
}

// The type of what stands at `offset`, when that can be a function.
TypeId typeAt(const Analysis& analysis, const FunctionPlaces& places, std::uint32_t offset) {
  const Inference& inference = analysis.inference;
  const Located located = locate(*analysis.tree, offset);
  for (std::size_t i = located.exprs.size(); i-- > 0;) {
    const Expr& expr = *located.exprs[i];
    if (const auto* method = as<MethodExpr>(&expr); method != nullptr && method->name.span.touches(offset)) {
      return calleeType(analysis, expr);
    }
    const auto* member = as<MemberExpr>(&expr);
    if (member != nullptr && member->name.span.touches(offset) && inference.exprs[expr.id] != types::kNever) {
      return inference.exprs[expr.id];
    }
    if (expr.kind == ExprKind::Name && inference.exprs[expr.id] != types::kNever) return inference.exprs[expr.id];
  }
  for (const FunctionPlace& place : places.all()) {
    const bool touched =
        place.body != nullptr && (place.nameSpan.touches(offset) || place.body->keyword.touches(offset));
    if (touched) return place.type;
  }
  const Occurrence* occurrence = analysis.binding.at(offset);
  return occurrence == nullptr || occurrence->symbol == kNoSymbol ? types::kNever
                                                                  : inference.symbols[occurrence->symbol];
}

}  // namespace

std::optional<CallItem> callItemAt(const Analysis& analysis, std::uint32_t offset) {
  const FunctionPlaces places(analysis);
  const TypeId type = typeAt(analysis, places, offset);
  if (type == types::kNever) return std::nullopt;
  const auto function = places.of(type);
  if (!function) return std::nullopt;
  return itemOf(analysis, places, *function);
}

std::vector<CallLink> incomingCalls(const Analysis& analysis, FunctionId function) {
  const FunctionPlaces places(analysis);
  std::vector<Edge> edges = edgesOf(analysis, places);
  std::erase_if(edges, [&](const Edge& edge) { return edge.to != function; });
  std::vector<CallLink> links = linksOf(analysis, places, edges, &Edge::from);
  sortStably(links, [](const CallLink& a, const CallLink& b) { return a.item.span.begin < b.item.span.begin; });
  return links;
}

std::vector<CallLink> outgoingCalls(const Analysis& analysis, FunctionId function) {
  const FunctionPlaces places(analysis);
  std::vector<Edge> edges = edgesOf(analysis, places);
  std::erase_if(edges, [&](const Edge& edge) { return edge.from != function; });
  return linksOf(analysis, places, edges, &Edge::to);
}

}  // namespace sluice::language
