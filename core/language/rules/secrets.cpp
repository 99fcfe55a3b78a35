#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "base/concat.h"
#include "language/rules/callee.h"
#include "language/rules/rules.h"
#include "language/rules/table_items.h"
#include "language/rules/url.h"
#include "language/syntax/left_side.h"
#include "language/syntax/locate.h"

namespace sluice::language {

namespace {

// What a value has of secrets, as bits: something that was computed from one; one as it is, which the engine recognizes
// wherever it stands in a text; and of each secret that is bound to hosts its placeholder, which is no secret itself.
using Taint = std::uint64_t;
constexpr Taint kNone = 0;
constexpr Taint kMade = 1;
constexpr Taint kWhole = 2;
constexpr Taint kSecret = kMade | kWhole;
constexpr std::size_t kMostBound = 62;  // further ones are not followed

constexpr Taint placeholder(std::size_t i) { return Taint{4} << i; }

// The walk knows from the round before what loops and functions assign later; taints only grow, so few rounds settle.
constexpr int kMostRounds = 4;

constexpr std::string_view kKeeping[] = {"tostring",
                                         "await",
                                         "assert",
                                         "string.rep",
                                         "table.concat",
                                         "string.format",
                                         "table.pack",
                                         "table.unpack",
                                         "helpers.json.encode",
                                         "helpers.json.array",
                                         "helpers.base64.encode",
                                         "select"};
constexpr std::string_view kChanging[] = {"string.upper",        "string.lower",  "string.sub",
                                          "string.reverse",      "string.gsub",   "string.byte",
                                          "string.match",        "string.gmatch", "helpers.base64.decode",
                                          "helpers.json.decode", "string.pack"};
constexpr std::string_view kSinks[] = {"helpers.log",           "print",         "helpers.metrics.count",
                                       "helpers.metrics.gauge", "helpers.trace", "error"};

// Those that raise secret_bound when a placeholder stands in an argument; of hmac, the key may be one.
constexpr std::string_view kRefusing[] = {"helpers.hash",      "helpers.base64.encode", "helpers.base64.decode",
                                          "helpers.hmac",      "helpers.json.encode",   "helpers.matches",
                                          "helpers.rateLimit", "helpers.metrics.count", "helpers.metrics.gauge"};

template <typename List>
bool isAmong(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

class SecretFlow {
 public:
  SecretFlow(const Scene& scene, const Constants& constants, Mistakes& out)
      : scene_(scene), constants_(constants), out_(out), symbols_(scene.binding.symbols.size()) {
    for (FunctionId id = 0; id < scene.binding.functions.size(); ++id) {
      const FunctionBody* body = scene.binding.functions[id].body;
      if (body != nullptr) byKeyword_[body->keyword.begin] = id;
    }
    returns_.resize(scene.binding.functions.size(), kNone);
  }

  void run() {
    // Only a script that asks for secrets has any.
    if (scene_.tree.text.find("secret") == std::string::npos) return;
    for (int i = 0; i < kMostRounds; ++i) {
      changed_ = false;
      block(*scene_.tree.chunk);
      if (!changed_) break;
    }
    reports_ = true;
    block(*scene_.tree.chunk);
  }

 private:
  // A variable: what it holds, and by name the fields of the table that it was declared with.
  struct Holder {
    Taint whole = kNone;
    std::map<std::string_view, Taint> fields = {};
  };

  void raise(Taint& taint, Taint to) {
    if ((taint | to) == taint) return;
    taint |= to;
    changed_ = true;
  }

  void report(DiagnosticCode code, Span span, std::string_view message) {
    if (reports_) out_.push_back({code, span, std::string(message)});
  }

  void block(const Block& block) {
    for (const Stat* stat : block.stats) statement(*stat);
  }

  void statement(const Stat& stat) {
    switch (stat.kind) {
      case StatKind::Local: return local(to<const LocalStat>(stat));
      case StatKind::Assign: return assign(to<const AssignStat>(stat));
      case StatKind::Return: return returned(to<const ReturnStat>(stat));
      case StatKind::GenericFor: return loop(to<const GenericForStat>(stat));
      default:
        eachPart(
            stat, [&](const Expr& expr) { taintOf(expr); }, [&](const Block& inner) { block(inner); });
    }
  }

  void hold(SymbolId symbol, const Expr* value, Taint taint) {
    if (symbol == kNoSymbol) return;
    Holder& holder = symbols_[symbol];
    const auto* table = value == nullptr ? nullptr : as<TableExpr>(value);
    const bool isOnly = scene_.binding.symbols[symbol].writes == 0;
    if (table == nullptr || !isOnly) return raise(holder.whole, taint);
    for (const TableItem& item : table->items) {
      const Taint each = taints_[item.value->id];
      if (item.name.missing())
        raise(holder.whole, each);
      else
        raise(holder.fields[item.name.text], each);
    }
  }

  void local(const LocalStat& stat) {
    const std::vector<Taint> taints = list(stat.values);
    for (std::uint32_t i = 0; i < stat.names.size; ++i) {
      hold(scene_.binding.declaredAt(stat.names[i].name.span), i < stat.values.size ? stat.values[i] : nullptr,
           at(taints, i));
    }
  }

  void assign(const AssignStat& stat) {
    const std::vector<Taint> taints = list(stat.values);
    for (std::uint32_t i = 0; i < stat.targets.size; ++i) {
      const Expr& target = *stat.targets[i];
      taintOf(target);
      const Taint taint = at(taints, i);
      if (const auto* name = as<NameExpr>(&target)) {
        hold(scene_.binding.byExpr[name->id], i < stat.values.size ? stat.values[i] : nullptr, taint);
      } else {
        store(target, taint);
      }
    }
  }

  // Into a field: of a variable itself, or of something deeper in it.
  void store(const Expr& target, Taint taint) {
    const auto* member = as<MemberExpr>(&target);
    const auto* direct = member == nullptr ? nullptr : as<NameExpr>(member->object);
    const Expr* root = &target;
    while (const Expr* left = leftOf(*root)) root = left;
    const auto* name = as<NameExpr>(root);
    const SymbolId symbol = name == nullptr ? kNoSymbol : scene_.binding.byExpr[name->id];
    if (symbol == kNoSymbol) return;
    if (direct != nullptr)
      raise(symbols_[symbol].fields[member->name.text], taint);
    else
      raise(symbols_[symbol].whole, taint);
  }

  void loop(const GenericForStat& stat) {
    Taint taint = kNone;
    for (const Taint each : list(stat.values)) taint |= each;
    for (const Name& variable : stat.variables) hold(scene_.binding.declaredAt(variable.span), nullptr, taint);
    block(*stat.block);
  }

  void returned(const ReturnStat& stat) {
    const std::vector<Taint> taints = list(stat.values);
    for (const Taint each : taints) raise(returns_[function_], each);
    if (function_ != kChunk || stat.values.empty()) return;
    const auto* table = as<TableExpr>(stat.values[0]);
    if (table == nullptr) return leaves(*stat.values[0], taints[0]);
    for (const TableItem& item : table->items) {
      if (item.name.text == "error" || item.name.text == "data") leaves(*item.value, taints_[item.value->id]);
    }
  }

  // Reported where the secret stands, as near as that is known.
  void leaves(const Expr& value, Taint taint) {
    if (taint == kNone) return;
    if (const auto* table = as<TableExpr>(&value)) {
      for (const TableItem& item : table->items) leaves(*item.value, taints_[item.value->id]);
      return;
    }
    if ((taint & kWhole) != 0) {
      report(DiagnosticCode::SecretInResult, value.span,
             "this has the value of a secret, and the engine refuses results that do");
    } else if ((taint & kMade) != 0) {
      report(DiagnosticCode::SecretExposed, value.span, "this is made from a secret, and it leaves the script");
    } else {
      report(DiagnosticCode::SecretBound, value.span,
             "this has the placeholder of a secret that is bound to hosts, and means nothing to others");
    }
  }

  static Taint at(const std::vector<Taint>& taints, std::size_t i) {
    return taints.empty() ? kNone : taints[std::min(i, taints.size() - 1)];
  }

  // The last one stands for all further ones.
  std::vector<Taint> list(List<Expr*> values) {
    std::vector<Taint> taints;
    for (const Expr* each : values) taints.push_back(taintOf(*each));
    if (!taints.empty() && values.back()->kind != ExprKind::Call && values.back()->kind != ExprKind::Method &&
        values.back()->kind != ExprKind::Ellipsis) {
      taints.push_back(kNone);
    }
    return taints;
  }

  Taint taintOf(const Expr& expr) {
    // Inner parts first, left sides in a loop.
    std::vector<const Expr*> spine;
    for (const Expr* left = &expr; left != nullptr; left = leftOf(*left)) spine.push_back(left);
    Taint taint = kNone;
    for (auto each = spine.rbegin(); each != spine.rend(); ++each) {
      taint = one(**each, taint);
      if (taints_.size() <= (*each)->id) taints_.resize(scene_.tree.exprCount, kNone);
      taints_[(*each)->id] = taint;
    }
    return taint;
  }

  // `left`: of the left side of the expression.
  Taint one(const Expr& expr, Taint left) {
    switch (expr.kind) {
      case ExprKind::Name: {
        const SymbolId symbol = scene_.binding.byExpr[expr.id];
        return symbol == kNoSymbol ? kNone : all(symbols_[symbol]);
      }
      case ExprKind::Member: return member(to<const MemberExpr>(expr), left);
      case ExprKind::Index: taintOf(*to<const IndexExpr>(expr).key); return left;
      case ExprKind::Paren: return taintOf(*to<const ParenExpr>(expr).inner);
      case ExprKind::Unary: taintOf(*to<const UnaryExpr>(expr).operand); return kNone;
      case ExprKind::Binary: return binary(to<const BinaryExpr>(expr), left);
      case ExprKind::Table: {
        Taint taint = kNone;
        for (const TableItem& item : to<const TableExpr>(expr).items) {
          if (item.key != nullptr) taint |= taintOf(*item.key);
          taint |= taintOf(*item.value);
        }
        return taint;
      }
      case ExprKind::Function: function(to<const FunctionExpr>(expr)); return kNone;
      case ExprKind::Call:
      case ExprKind::Method: return call(expr, left);
      default: return kNone;
    }
  }

  static Taint all(const Holder& holder) {
    Taint taint = holder.whole;
    for (const auto& [_, each] : holder.fields) taint |= each;
    return taint;
  }

  Taint member(const MemberExpr& expr, Taint left) {
    const auto* name = as<NameExpr>(expr.object);
    const SymbolId symbol = name == nullptr ? kNoSymbol : scene_.binding.byExpr[name->id];
    if (symbol == kNoSymbol) return left;
    const Holder& holder = symbols_[symbol];
    const auto field = holder.fields.find(expr.name.text);
    return field == holder.fields.end() ? holder.whole : holder.whole | field->second;
  }

  Taint binary(const BinaryExpr& expr, Taint left) {
    const Taint right = taintOf(*expr.right);
    switch (expr.op) {
      case TokenKind::Concat:
      case TokenKind::Or: return left | right;
      case TokenKind::And: return right;
      default: return kNone;
    }
  }

  void function(const FunctionExpr& expr) {
    const auto id = byKeyword_.find(expr.body->keyword.begin);
    const FunctionId outer = function_;
    if (id != byKeyword_.end()) function_ = id->second;
    block(*expr.body->block);
    function_ = outer;
  }

  Taint call(const Expr& expr, Taint left) {
    const Called called = calledBy(scene_, expr);
    std::vector<Taint> taints = list(called.arguments->items);
    const std::string_view name = called.libraryName();
    if (name == "helpers.secret") return isNil(expr) ? kNone : secretOf(called.argument(0));
    if (called.receiver != nullptr) taints.insert(taints.begin(), left);
    if (name == "pcall") return protectedCall(called, taints);
    if (isAmong(kSinks, name)) sink(name, called, taints);
    if (isAmong(kRefusing, name)) refused(name, called);
    if (name == "helpers.fetch" && called.argument(0) != nullptr) fetched(*called.argument(0), called.argument(1));
    if (name == "helpers.fetchAll") {
      eachRequest(called.argument(0), [this](const Expr& url, const Expr* options) { fetched(url, options); });
    }
    if (name == "table.insert" && called.count() > 1) store(*called.argument(0), at(taints, called.count() - 1));
    Taint given = kNone;
    for (const Taint each : taints) given |= each;
    if (isAmong(kKeeping, name)) return given;
    if (isAmong(kChanging, name)) return (given & kSecret) == kNone ? kNone : kMade;
    return name.empty() && called.signature != nullptr ? ownCall(*called.signature, taints) : kNone;
  }

  bool isNil(const Expr& expr) const { return scene_.inference.exprs[expr.id] == types::kNil; }

  // Of helpers.secret, by the expression for its name, which may be missing.
  Taint secretOf(const Expr* name) const {
    const auto spelt = name == nullptr ? std::nullopt : constants_.text(*name);
    const std::vector<BoundSecret>& bound = scene_.setting.bound;
    for (std::size_t i = 0; spelt && i < bound.size(); ++i) {
      if (bound[i].name == *spelt) return i < kMostBound ? placeholder(i) : kNone;
    }
    return kWhole;
  }

  // Calls `visit(const Expr&, const BoundSecret&)` for what holds a placeholder, as near as that is known.
  template <typename Visit>
  void eachPlaceholder(const Expr& value, Visit visit) const {
    if (const auto* table = as<TableExpr>(&value)) {
      for (const TableItem& item : table->items) eachPlaceholder(*item.value, visit);
      return;
    }
    for (std::size_t i = 0; i < scene_.setting.bound.size() && i < kMostBound; ++i) {
      if ((taints_[value.id] & placeholder(i)) != 0) visit(value, scene_.setting.bound[i]);
    }
  }

  void refused(std::string_view name, const Called& called) {
    const std::size_t count = name == "helpers.hmac" ? 1 : called.count();
    for (std::size_t i = 0; i < count && i < called.count(); ++i) {
      eachPlaceholder(*called.argument(i), [&](const Expr& value, const BoundSecret& secret) {
        report(DiagnosticCode::SecretBound, value.span,
               concat({name, " raises secret_bound: '", secret.name, "' is bound to ", listOf(secret.hosts)}));
      });
    }
  }

  void fetched(const Expr& url, const Expr* options) {
    bool whole = false;
    std::string prefix = constants_.prefix(url, whole);
    if (whole) prefix += '/';
    const std::string host = hostOfUrl(prefix);
    if (host.empty()) return;
    for (const Expr* part : {&url, options}) {
      if (part == nullptr) continue;
      eachPlaceholder(*part, [&](const Expr& value, const BoundSecret& secret) {
        if (isListed(host, secret.hosts)) return;
        report(DiagnosticCode::SecretBound, value.span,
               concat({"'", secret.name, "' is bound to ", listOf(secret.hosts), ": sent to ", host,
                       ", it raises secret_bound"}));
      });
    }
  }

  static std::string listOf(const std::vector<std::string>& hosts) {
    std::string out;
    for (const std::string& each : hosts) out += concat({out.empty() ? "" : ", ", each});
    return out;
  }

  Taint protectedCall(const Called& called, const std::vector<Taint>& taints) {
    const Expr* function = called.argument(0);
    if (function == nullptr) return kNone;
    const TypeId type = scene_.inference.exprs[function->id];
    const TypeStore& store = scene_.inference.store;
    if (type == types::kNever || store.kind(type) != TypeKind::Function) return kNone;
    const Signature& signature = store.signature(type);
    if (signature.name == "helpers.secret" && signature.origin.empty()) return secretOf(called.argument(1));
    if (signature.origin.empty()) return kNone;
    return ownCall(signature, {taints.begin() + (taints.empty() ? 0 : 1), taints.end()});
  }

  // Arguments reach the parameters, and what the function returns reaches the caller.
  Taint ownCall(const Signature& signature, const std::vector<Taint>& taints) {
    const auto id = byKeyword_.find(signature.origin.begin);
    if (id == byKeyword_.end()) return kNone;
    const FunctionBody& body = *scene_.binding.functions[id->second].body;
    for (std::uint32_t i = 0; i < body.parameters.size; ++i) {
      hold(scene_.binding.declaredAt(body.parameters[i].span), nullptr, at(taints, i));
    }
    return returns_[id->second];
  }

  void sink(std::string_view name, const Called& called, const std::vector<Taint>& taints) {
    for (std::size_t i = 0; i < called.count() && i < taints.size(); ++i) {
      if ((taints[i] & kSecret) == kNone || called.argument(i)->kind == ExprKind::Function) continue;
      report(DiagnosticCode::SecretExposed, called.argument(i)->span,
             name == "error"
                 ? "a secret goes into an error here, and from there into traces"
                 : concat({"a secret goes to ", name, " here; traces mask values that they recognize only"}));
    }
  }

  const Scene& scene_;
  const Constants& constants_;
  Mistakes& out_;
  std::vector<Holder> symbols_;
  std::vector<Taint> taints_;   // by expression
  std::vector<Taint> returns_;  // by function
  std::unordered_map<std::uint32_t, FunctionId> byKeyword_;
  FunctionId function_ = kChunk;
  bool changed_ = false;
  bool reports_ = false;
};

}  // namespace

void lintSecrets(const Scene& scene, const Constants& constants, Mistakes& out) {
  SecretFlow(scene, constants, out).run();
}

}  // namespace sluice::language
