#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "base/concat.h"
#include "base/names.h"
#include "catalog/catalog.h"
#include "json/utf8.h"
#include "language/rules/constants.h"
#include "language/rules/rules.h"
#include "language/rules/table_items.h"
#include "language/rules/walk.h"

namespace sluice::language {

namespace {

constexpr std::string_view kResultFields[] = {"allowed", "error", "code", "data"};
constexpr double kLargestExact = 9007199254740992.0;  // 2^53
constexpr int kDeepestData = 8;                       // tables within tables that are looked into

bool equalsLower(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? char(a + 32) : a) == b; });
}

class Results : public Walk<Results> {
 public:
  Results(const Scene& scene, const Constants& constants, Mistakes& out)
      : scene_(scene), store_(scene.inference.store), constants_(constants), out_(out) {
    const catalog::Hook* hook = catalog::findHook(scene.setting.hook);
    isAsync_ = hook != nullptr && hook->mode == catalog::Mode::Async;
    // In the order of the text, and so are the statements of the walk.
    for (const ReturnedValue& each : scene.inference.returns) {
      if (!each.span.empty()) reached_.push_back(each.span.begin);
    }
  }

  void enterFunction(const FunctionExpr&) { ++functions_; }
  void leaveFunction(const FunctionExpr&) { --functions_; }

  void enter(const Stat& stat) {
    if (stat.kind != StatKind::Return || functions_ > 0) return;
    const auto& values = to<const ReturnStat>(stat).values;
    if (values.empty() || !std::binary_search(reached_.begin(), reached_.end(), values[0]->span.begin)) return;
    if (values.size > 1) {
      report(DiagnosticCode::ValueIgnored, joined(values[1]->span, values.back()->span),
             "the engine reads the first value only");
    }
    result(*values[0]);
  }

 private:
  void report(DiagnosticCode code, Span span, std::string message, std::vector<Related> related = {}) {
    out_.push_back({code, span, std::move(message), std::move(related)});
  }
  TypeId typeOf(const Expr& expr) const { return scene_.inference.exprs[expr.id]; }

  // Where members stand in the table that is returned, by name; none when it was made elsewhere.
  using Places = std::unordered_map<std::string_view, Span>;
  static Places placesIn(const Expr& value, const TableExpr* table) {
    Places places;
    if (table == nullptr || !value.span.covers(table->span)) return places;
    for (const TableItem& item : table->items) {
      places.try_emplace(item.name.text, joined(item.name.span, item.value->span));
    }
    return places;
  }

  void result(const Expr& value) {
    const TypeId type = typeOf(value);
    const auto* table = as<TableExpr>(&constants_.resolve(value));
    const Places places = placesIn(value, table);
    for (const TypeId each : store_.members(type)) {
      const TypeKind kind = store_.kind(each);
      if (kind == TypeKind::Nil || kind == TypeKind::Absent || kind == TypeKind::Unknown ||
          kind == TypeKind::AnyTable) {
        continue;
      }
      if (kind != TypeKind::Table) {
        report(DiagnosticCode::InvalidResult, value.span,
               concat({"a script returns nothing or a table {allowed?, error?, code?, data?}, not a ", plain(each)}));
        continue;
      }
      for (const Field& field : store_.shape(each).fields) member(value, table, places, each, field);
    }
    if (const auto* literal = as<TableExpr>(&value)) texts(*literal);
  }

  std::string plain(TypeId type) const {
    switch (store_.kind(type)) {
      case TypeKind::True:
      case TypeKind::False: return "boolean";
      case TypeKind::IntegerLiteral: return "integer";
      case TypeKind::StringLiteral: return "string";
      default: return store_.print(type, 1);
    }
  }

  void member(const Expr& value, const TableExpr* table, const Places& places, TypeId result, const Field& field) {
    const auto place = places.find(field.name);
    const Span span = place == places.end() ? value.span : place->second;
    const auto* known = std::find(std::begin(kResultFields), std::end(kResultFields), field.name);
    if (known == std::end(kResultFields)) {
      if (store_.shape(result).name.empty() && span != value.span) unknownMember(field.name, span);
      return;
    }
    const TypeId wanted = field.name == "allowed" ? types::kBoolean
                          : field.name == "data"  ? types::kTable
                                                  : types::kString;
    for (const TypeId each : store_.members(field.type)) {
      if (each == types::kNil || each == types::kAbsent || store_.fits(each, wanted)) continue;
      report(DiagnosticCode::InvalidResult, span,
             concat({"'", field.name, "' must be a ", store_.print(wanted), ", not a ", plain(each)}));
      return;
    }
    if (field.name != "data") return;
    const TableItem* item = itemOf(table, "data");
    const auto* literal = item == nullptr ? nullptr : as<TableExpr>(&constants_.resolve(*item->value));
    if (literal != nullptr) dataLiteral(*literal, span);
    looked_.clear();
    dataType(field.type, "data", span, 0);
    overwritten(field.type, literal, span);
    reserved(field.type, literal, span);
  }

  void unknownMember(std::string_view name, Span span) {
    const auto* meant = std::find_if(std::begin(kResultFields), std::end(kResultFields),
                                     [&](std::string_view each) { return equalsLower(name, each); });
    report(DiagnosticCode::UnknownResultField, span,
           concat({"the engine ignores '", name, "'; ",
                   meant != std::end(kResultFields) ? concat({"did you mean '", *meant, "'?"})
                                                    : std::string("what later scripts shall see goes into data")}));
  }

  // What stands in a result as a literal.
  void texts(const TableExpr& table) {
    const TableItem* error = itemOf(&table, "error");
    const TableItem* code = itemOf(&table, "code");
    const auto errorText = error == nullptr ? std::nullopt : constants_.text(*error->value);
    const auto codeText = code == nullptr ? std::nullopt : constants_.text(*code->value);
    const std::uint64_t most = catalog::Limits{}.errorTextBytes;
    if (errorText && errorText->size() > most) {
      report(DiagnosticCode::InvalidResult, error->value->span, concat({"'error' has at most ", most, " bytes"}));
    }
    if (errorText && !json::isUtf8(*errorText)) {
      report(DiagnosticCode::InvalidResult, error->value->span, "'error' is not valid UTF-8");
    }
    if (codeText && !codeText->empty() && !isResultCode(*codeText)) {
      report(DiagnosticCode::InvalidResult, code->value->span,
             "'code' must be 1 to 64 letters, digits, '_', '.' or '-'");
    }
    ignored(table, error, code);
  }

  void ignored(const TableExpr& table, const TableItem* error, const TableItem* code) {
    const auto isComputed = [](const TableItem& item) { return item.key != nullptr; };
    if (std::any_of(table.items.begin(), table.items.end(), isComputed)) return;
    const TableItem* allowed = itemOf(&table, "allowed");
    const bool allows = allowed == nullptr || allowed->value->kind == ExprKind::True;
    if (allows && error != nullptr) {
      report(DiagnosticCode::ValueIgnored, error->name.span, "'error' is read with allowed = false only");
    }
    if (code != nullptr && (allows || isAsync_)) {
      report(DiagnosticCode::ValueIgnored, code->name.span,
             allows ? "'code' is read with allowed = false only"
                    : "this hook runs after the response: nobody is told this code");
    }
    const TableItem* data = itemOf(&table, "data");
    if (data != nullptr && isAsync_ && scene_.setting.isLast) {
      report(DiagnosticCode::ValueIgnored, data->name.span,
             "this hook runs after the response, and no later script reads this");
    }
  }

  void dataLiteral(const TableExpr& table, Span span) {
    const auto isItem = [&](const TableItem& item) {
      return item.positional() && store_.isNeverNil(typeOf(*item.value));
    };
    if (!table.items.empty() && std::all_of(table.items.begin(), table.items.end(), isItem)) {
      report(DiagnosticCode::InvalidResult, span, "'data' must be a table with string keys, not a list");
    }
    items(table, "data", 0);
  }

  // Numbers and texts that JSON cannot say.
  void items(const TableExpr& table, const std::string& path, int depth) {
    if (depth == kDeepestData) return;
    for (const TableItem& item : table.items) {
      if (item.key != nullptr) key(*item.key);
      const std::string place = item.name.missing() ? path + "[…]" : concat({path, ".", item.name.text});
      if (const auto* inner = as<TableExpr>(item.value)) {
        items(*inner, place, depth + 1);
        continue;
      }
      const std::string_view fault = faultOf(*item.value);
      if (!fault.empty()) report(DiagnosticCode::DataNotJson, item.value->span, concat({place, " ", fault}));
    }
  }

  void key(const Expr& expr) {
    const TypeId type = typeOf(expr);
    if (type == types::kNever) return;
    const TypeKind kind = store_.kind(type);
    if (kind == TypeKind::Table || kind == TypeKind::Function) {
      report(
          DiagnosticCode::DataNotJson, expr.span,
          kind == TypeKind::Table ? "a table is no key that JSON can say" : "a function is no key that JSON can say");
    }
  }

  std::string_view faultOf(const Expr& given) const {
    const Expr& expr = constants_.resolve(given);
    if (const auto text = constants_.text(expr)) return json::isUtf8(*text) ? "" : "is not valid UTF-8";
    const auto number = constants_.number(expr);
    if (number && !std::isfinite(*number)) return "is not a finite number";
    if (number && std::fabs(*number) > kLargestExact && isInteger(expr)) {
      return "is an integer beyond 2^53, which JSON readers round";
    }
    const Expr* operand = &expr;
    if (const auto* unary = as<UnaryExpr>(operand); unary != nullptr && unary->op == TokenKind::Minus) {
      operand = &withoutParens(*unary->operand);
    }
    if (const auto* member = as<MemberExpr>(operand)) {
      const auto* library = as<NameExpr>(member->object);
      const SymbolId symbol = library == nullptr ? kNoSymbol : scene_.binding.byExpr[library->id];
      const bool isMath = symbol != kNoSymbol && scene_.binding.symbols[symbol].kind == SymbolKind::Global &&
                          scene_.binding.symbols[symbol].writes == 0 && library->name == "math";
      if (isMath && member->name.text == "huge") return "is not a finite number";
      if (isMath && (member->name.text == "maxinteger" || member->name.text == "mininteger")) {
        return "is an integer beyond 2^53, which JSON readers round";
      }
    }
    if (const auto* division = as<BinaryExpr>(operand); division != nullptr && division->op == TokenKind::Slash) {
      const auto divisor = constants_.number(*division->right);
      if (divisor && *divisor == 0 && constants_.number(*division->left)) return "is not a finite number";
    }
    return {};
  }

  bool isInteger(const Expr& expr) const {
    const TypeId type = typeOf(expr);
    return type != types::kNever &&
           (store_.kind(type) == TypeKind::IntegerLiteral || store_.kind(type) == TypeKind::Integer);
  }

  // What is no value of JSON whatever the run. A table that stands in several places is looked at in the first one.
  void dataType(TypeId type, const std::string& path, Span span, int depth) {
    if (depth == kDeepestData || type == types::kNever || store_.kind(type) != TypeKind::Table) return;
    if (looked_.size() <= type) looked_.resize(type + 1);
    if (looked_[type]) return;
    looked_[type] = true;
    for (const Field& field : store_.shape(type).fields) {
      if (field.optional || field.type == types::kNever) continue;
      const std::string place = concat({path, ".", field.name});
      const auto members = store_.members(field.type);
      const bool isFunction = std::all_of(members.begin(), members.end(), [&](TypeId each) {
        const TypeKind kind = store_.kind(each);
        return kind == TypeKind::Function || kind == TypeKind::AnyFunction || kind == TypeKind::Thread;
      });
      const Span origin = span.covers(field.origin) && !field.origin.empty() ? field.origin : span;
      if (isFunction) {
        report(DiagnosticCode::DataNotJson, origin, concat({place, " is a function, which JSON cannot hold"}));
      } else {
        dataType(field.type, place, origin, depth + 1);
      }
    }
  }

  // Keys that another script of the layer writes too.
  void overwritten(TypeId data, const TableExpr* literal, Span span) {
    if (data == types::kNever || store_.kind(data) != TypeKind::Table) return;
    for (const Field& field : store_.shape(data).fields) {
      for (std::size_t i = 0; i < scene_.setting.beside.size(); ++i) {
        const ScriptData& other = scene_.setting.beside[i];
        const Field* same = fieldOf(other, field.name);
        if (same == nullptr) continue;
        const TableItem* item = itemOf(literal, field.name);
        const bool wins = i < scene_.setting.place;
        report(DiagnosticCode::OverwrittenOutput, item == nullptr ? span : item->name.span,
               concat({"the script '", other.id, "' of this layer writes '", field.name, "' too; ",
                       wins ? "this one comes later, so it wins" : "it comes later, so it wins"}),
               {{same->origin, concat({"'", field.name, "' of '", other.id, "'"}), other.id}});
      }
    }
  }

  // Keys that the issuer of a token sets itself; what an earlier layer returns goes to later scripts only.
  void reserved(TypeId data, const TableExpr* literal, Span span) {
    if (scene_.setting.isPipeline && !scene_.setting.isLast) return;
    if (data == types::kNever || store_.kind(data) != TypeKind::Table) return;
    for (const auto& [hook, key] : catalog::kReservedKeys) {
      if (hook != scene_.setting.hook || store_.field(data, key) == nullptr) continue;
      const TableItem* item = itemOf(literal, key);
      report(DiagnosticCode::ReservedKey, item == nullptr ? span : item->name.span,
             concat({"'", key, "' is left out of the data of ", hook, ": scripts cannot set it"}));
    }
  }

  static const Field* fieldOf(const ScriptData& script, std::string_view name) {
    for (const TypeId each : script.store.members(script.data)) {
      if (const Field* found = script.store.field(each, name)) return found;
    }
    return nullptr;
  }

  const Scene& scene_;
  const TypeStore& store_;
  const Constants& constants_;
  Mistakes& out_;
  bool isAsync_ = false;
  int functions_ = 0;  // around the place
  std::vector<std::uint32_t> reached_;
  std::vector<bool> looked_;  // by type: tables of the data of one result
};

}  // namespace

void lintResults(const Scene& scene, const Constants& constants, Mistakes& out) {
  Results(scene, constants, out).walk(*scene.tree.chunk);
}

}  // namespace sluice::language
