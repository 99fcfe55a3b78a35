#include "language/rules/capabilities.h"

#include <algorithm>

#include "base/concat.h"
#include "catalog/catalog.h"
#include "language/rules/constants.h"
#include "language/rules/url.h"
#include "language/rules/walk.h"

namespace sluice::language {

namespace {

// What an expression stands for, as a path from a global: "helpers.json.encode", "context.request".
struct Denoted {
  enum class Root : std::uint8_t { None, Globals, Helpers, Context, Pcall };
  Root root = Root::None;
  std::string path = {};  // below the root
};

constexpr int kDeepestAlias = 32;

void addSorted(std::vector<std::string>& list, const std::string& text) {
  const auto at = std::lower_bound(list.begin(), list.end(), text);
  if (at == list.end() || *at != text) list.insert(at, text);
}

class Reach : public Walk<Reach> {
 public:
  Reach(const Binding& binding, const Constants& constants, std::size_t exprs, Capabilities& out)
      : binding_(binding), constants_(constants), followed_(exprs, false), out_(out) {}

  // A variable that is only ever what it is declared with, is followed where it is used.
  void enter(const Stat& stat) {
    const auto* local = as<LocalStat>(&stat);
    if (local == nullptr) return;
    for (std::uint32_t i = 0; i < local->names.size && i < local->values.size; ++i) {
      const SymbolId symbol = binding_.declaredAt(local->names[i].name.span);
      // Names of globals use an _ENV without naming it.
      const bool isFollowed =
          symbol != kNoSymbol && binding_.symbols[symbol].writes == 0 && binding_.symbols[symbol].name != "_ENV";
      if (isFollowed) follow(*local->values[i]);
    }
  }

  void visit(const Expr& expr) {
    if (expr.kind == ExprKind::Call) call(to<const CallExpr>(expr));
    if (expr.kind == ExprKind::Method) method(to<const MethodExpr>(expr));
    if (followed_[expr.id]) return;
    const Denoted denoted = denote(expr);
    if (denoted.root == Denoted::Root::None) return;
    follow(expr);  // its parts are no uses of their own
    escape(denoted);
  }

 private:
  using Root = Denoted::Root;

  // From here on, `expr` and what it is made of are dealt with.
  void follow(const Expr& expr) {
    for (const Expr* at = &expr; at != nullptr;) {
      followed_[at->id] = true;
      if (const auto* paren = as<ParenExpr>(at)) {
        at = paren->inner;
      } else if (denote(*at).root == Root::None) {
        followed_[at->id] = false;
        return;
      } else {
        at = leftOf(*at);
      }
    }
  }

  Denoted global(SymbolId id) const {
    const Symbol& symbol = binding_.symbols[id];
    if (symbol.kind != SymbolKind::Global) return {};
    if (symbol.name == "helpers") return {Root::Helpers, {}};
    if (symbol.name == "context") return {Root::Context, {}};
    if (symbol.name == "_G" || symbol.name == "_ENV") return {Root::Globals, {}};
    if (symbol.name == "pcall" && symbol.writes == 0) return {Root::Pcall, {}};
    return {};
  }

  Denoted below(Denoted object, std::string_view name) const {
    switch (object.root) {
      case Root::Globals:
        if (name == "helpers") return {Root::Helpers, {}};
        if (name == "context") return {Root::Context, {}};
        if (name == "_G") return object;
        return {};
      case Root::Helpers:
      case Root::Context:
        object.path = object.path.empty() ? std::string(name) : concat({object.path, ".", name});
        return object;
      default: return {};
    }
  }

  // Spines are as deep as an expression is long, and walked from each of their nodes: longer ones denote nothing known,
  // and their inner parts are looked at by themselves.
  Denoted denote(const Expr& given, int depth = 0) const {
    const Expr& expr = constants_.resolve(given);
    if (depth == kDeepestAlias) return {};
    if (const auto* name = as<NameExpr>(&expr)) {
      const SymbolId symbol = binding_.byExpr[name->id];
      return symbol == kNoSymbol ? Denoted{} : global(symbol);
    }
    if (const auto* member = as<MemberExpr>(&expr)) {
      return member->name.missing() ? Denoted{} : below(denote(*member->object, depth + 1), member->name.text);
    }
    if (const auto* index = as<IndexExpr>(&expr)) {
      const auto key = constants_.text(*index->key);
      return key ? below(denote(*index->object, depth + 1), *key) : Denoted{};
    }
    return {};
  }

  // A value is handed on to where it is not followed.
  void escape(const Denoted& denoted) {
    switch (denoted.root) {
      case Root::Globals: return everything();
      case Root::Context:
        if (denoted.path.empty())
          out_.context.unbounded = true;
        else
          addSorted(out_.context.names, denoted.path);
        return;
      case Root::Helpers: return helper(denoted.path, nullptr, 0);
      default: return;
    }
  }

  void everything() {
    out_.context.unbounded = true;
    helper({}, nullptr, 0);
  }

  // `arguments`: those it is called with, from `first` on; null: unknown ones.
  void helper(const std::string& path, const Arguments* arguments, std::uint32_t first) {
    bool isNamespace = path.empty();
    for (const catalog::Helper& each : catalog::helpers()) {
      const bool isBelow = path.empty() || (each.name.starts_with(path) && each.name.size() > path.size() &&
                                            each.name[path.size()] == '.');
      isNamespace = isNamespace || isBelow;
      if (isBelow && !path.empty()) addSorted(out_.helpers, std::string(each.name));
    }
    if (path.empty()) out_.anyHelper = true;
    if (!isNamespace) addSorted(out_.helpers, nameOf(path));
    const auto reach = [&](std::string_view name, Reached& reached, auto read) {
      if (path != name && !path.empty()) return;
      const bool known = arguments != nullptr && arguments->items.size > first && read(*arguments->items[first], reached);
      if (!known) reached.unbounded = true;
    };
    const auto text = [&](const Expr& expr, Reached& reached) {
      const auto name = constants_.text(expr);
      if (name) addSorted(reached.names, *name);
      return name.has_value();
    };
    reach("secret", out_.secrets, text);
    reach("env", out_.settings, text);
    reach("fetch", out_.hosts, [&](const Expr& expr, Reached& reached) { return host(expr, reached); });
    reach("fetchAll", out_.hosts, [&](const Expr& expr, Reached& reached) { return hosts(expr, reached); });
  }

  // "json.encode.x" is what stands below a helper: the helper is what was reached.
  static std::string nameOf(const std::string& path) {
    for (std::string name = path;;) {
      if (catalog::findHelper(name) != nullptr) return name;
      const std::size_t dot = name.rfind('.');
      if (dot == std::string::npos) return path;
      name.resize(dot);
    }
  }

  bool host(const Expr& url, Reached& reached) const {
    bool whole = false;
    std::string prefix = constants_.prefix(url, whole);
    if (whole) prefix += '/';
    const std::string name = hostOfUrl(prefix);
    if (!name.empty()) addSorted(reached.names, name);
    return !name.empty();
  }

  bool hosts(const Expr& list, Reached& reached) const {
    const auto* table = as<TableExpr>(&withoutParens(list));
    if (table == nullptr) return false;
    for (const TableItem& item : table->items) {
      const auto* request = item.positional() ? as<TableExpr>(item.value) : nullptr;
      if (request == nullptr || request->items.empty()) return false;
      // Only the first positional item is the URL, unless a later [1] takes its place.
      for (std::uint32_t i = 1; i < request->items.size; ++i) {
        if (request->items[i].key != nullptr) return false;
      }
      if (!request->items[0].positional() || !host(*request->items[0].value, reached)) return false;
    }
    return true;
  }

  void call(const CallExpr& expr) {
    const Denoted callee = denote(*expr.callee);
    const Arguments& arguments = expr.arguments;
    if (callee.root == Root::Helpers && !callee.path.empty()) {
      follow(*expr.callee);
      return helper(callee.path, &arguments, 0);
    }
    // pcall(helpers.fetch, url)
    if (callee.root != Root::Pcall || arguments.items.empty()) return;
    const Denoted called = denote(*arguments.items[0]);
    if (called.root != Root::Helpers || called.path.empty()) return;
    follow(*arguments.items[0]);
    helper(called.path, &arguments, 1);
  }

  // helpers:fetch(url) gives the helpers themselves as the first argument.
  void method(const MethodExpr& expr) {
    const Denoted object = denote(*expr.object);
    // Of the context the field itself is read, whatever the method of its value is called.
    if (object.root == Root::None || object.root == Root::Context || object.root == Root::Pcall) return;
    if (expr.name.missing()) return;
    escape(below(object, expr.name.text));
  }

  const Binding& binding_;
  const Constants& constants_;
  std::vector<bool> followed_;  // by expression
  Capabilities& out_;
};

}  // namespace

Capabilities capabilities(const SyntaxTree& tree, const Binding& binding) {
  Capabilities found;
  const Constants constants(tree, binding);
  Reach(binding, constants, tree.exprCount, found).walk(*tree.chunk);
  return found;
}

}  // namespace sluice::language
