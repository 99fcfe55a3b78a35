#include <algorithm>

#include "base/concat.h"
#include "language/syntax/left_side.h"
#include "language/types/checker.h"

namespace sluice::language {

namespace {

constexpr int kMostIndexed = 8;
constexpr std::size_t kLongestPath = 5;

}  // namespace

TypeId Checker::eval(const Expr& expr) {
  const std::size_t depth = spine_.size();
  const Expr* at = &expr;
  for (const Expr* left = leftOf(*at); left != nullptr; left = leftOf(*at)) {
    spine_.push_back(at);
    at = left;
  }
  TypeId type = exprs_[at->id] = innermost(*at);
  while (spine_.size() > depth) {
    const Expr* next = spine_.back();
    spine_.pop_back();
    type = exprs_[next->id] = outer(*next);
  }
  return type;
}

// All values of one expression: several only for calls and "...".
Values Checker::evalMany(const Expr& expr) {
  const TypeId first = eval(expr);
  if (expr.kind == ExprKind::Ellipsis) return {{}, types::kUnknown};
  if (expr.kind != ExprKind::Call && expr.kind != ExprKind::Method) return {{first}};
  return lastValues_;
}

Values Checker::evalList(List<Expr*> list) {
  Values values;
  for (std::uint32_t i = 0; i < list.size; ++i) {
    if (i + 1 < list.size) {
      values.types.push_back(eval(*list[i]));
      continue;
    }
    const Values last = evalMany(*list[i]);
    values.types.insert(values.types.end(), last.types.begin(), last.types.end());
    values.more = last.more;
  }
  return values;
}

TypeId Checker::innermost(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Name: return nameType(to<const NameExpr>(expr));
    case ExprKind::Paren: return eval(*to<const ParenExpr>(expr).inner);
    case ExprKind::Unary: return unaryType(to<const UnaryExpr>(expr));
    case ExprKind::Table: return tableType(to<const TableExpr>(expr));
    case ExprKind::Function:
      return functionType(to<const FunctionExpr>(expr), expr.span.begin, {}, types::kNever, nullptr);
    default: return literalType(tree_, expr, store_);
  }
}

// The type of an expression of which the left side has been looked at.
TypeId Checker::outer(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Member: return memberType(to<const MemberExpr>(expr));
    case ExprKind::Index: return indexType(to<const IndexExpr>(expr));
    case ExprKind::Binary: return binaryType(to<const BinaryExpr>(expr));
    case ExprKind::Call: lastValues_ = callValues(to<const CallExpr>(expr)); break;
    case ExprKind::Method: lastValues_ = methodValues(to<const MethodExpr>(expr)); break;
    default: return types::kUnknown;
  }
  return lastValues_.at(0);
}

TypeId Checker::nameType(const NameExpr& expr) {
  const SymbolId symbol = binding_.byExpr[expr.id];
  return symbol == kNoSymbol ? types::kUnknown : symbolType(symbol);
}

TypeId Checker::symbolType(SymbolId id) {
  const TypeId known = flow_.known(flow_.root(id));
  if (known != Flow::kNothing) return known;
  const Symbol& symbol = binding_.symbols[id];
  if (id == contextSymbol_) return context_;
  if (symbol.kind == SymbolKind::Global) {
    const TypeId declared = library().global(symbol.name);
    if (declared != types::kNever) return declared;
  }
  const TypeId given = store_.unite(before_.symbols[id], now_.symbols[id]);
  if (given == types::kNever) return types::kUnknown;
  // A global that the script sets is nil until then.
  return symbol.kind == SymbolKind::Global ? store_.unite(given, types::kAbsent) : given;
}

PathId Checker::pathOf(const Expr& expr) {
  if (const auto* name = as<NameExpr>(&expr)) {
    const SymbolId symbol = binding_.byExpr[name->id];
    return symbol == kNoSymbol ? kNoPath : flow_.root(symbol);
  }
  if (const auto* member = as<MemberExpr>(&expr)) {
    if (member->name.missing() || leftDepth(expr) > kLongestPath) return kNoPath;
    return flow_.below(pathOf(*member->object), member->name.text);
  }
  if (const auto* index = as<IndexExpr>(&expr)) {
    const std::string_view key = literalText(*index->key);
    if (key.empty() || leftDepth(expr) > kLongestPath) return kNoPath;
    return flow_.below(pathOf(*index->object), key);
  }
  return kNoPath;
}

// What a string without escapes stands for, else nothing.
std::string_view Checker::literalText(const Expr& expr) const {
  const auto* string = as<StringExpr>(&expr);
  if (string == nullptr || string->broken) return {};
  const std::string_view text = tree_.textOf(string->contents);
  return text.find('\\') == std::string_view::npos && !text.starts_with('\n') ? text : std::string_view{};
}

// A value that stands in the script as a literal is stored as any value of its type.
TypeId Checker::stored(const Expr* value, TypeId type) {
  if (value == nullptr) return type;
  switch (value->kind) {
    case ExprKind::Number:
    case ExprKind::String:
    case ExprKind::True:
    case ExprKind::False: return store_.widen(type);
    default: return type;
  }
}

void Checker::checkIndexable(TypeId type, const Expr& object, Span place) {
  if (!reports_ || place.empty()) return;
  const std::string_view name = tree_.textOf(object.span).substr(0, 60);
  if (type == types::kNil) {
    fail(DiagnosticCode::NilAccess, object.span, concat({"'", name, "' is nil here, and nil has no fields"}));
  } else if (store_.mayBeNil(type)) {
    fail(DiagnosticCode::NilAccess, object.span, concat({"'", name, "' can be nil here, and nil has no fields"}));
  }
}

TypeId Checker::memberType(const MemberExpr& expr) {
  const TypeId object = exprs_[expr.object->id];
  checkIndexable(object, *expr.object, expr.name.span);
  const TypeId known = flow_.known(pathOf(expr));
  if (known != Flow::kNothing) return known;
  return expr.name.missing() ? types::kUnknown : fieldOf(object, expr.name.text, expr.name.span, false);
}

TypeId Checker::indexType(const IndexExpr& expr) {
  const TypeId object = exprs_[expr.object->id];
  const TypeId key = eval(*expr.key);
  if (expr.key->kind != ExprKind::Missing) checkIndexable(object, *expr.object, expr.key->span);
  const TypeId known = flow_.known(pathOf(expr));
  if (known != Flow::kNothing) return known;
  const std::string_view name = literalText(*expr.key);
  if (!name.empty()) return fieldOf(object, name, expr.key->span, false);
  return entryOf(object, key);
}

// `quiet`: what is not there is not reported.
TypeId Checker::fieldOf(TypeId object, std::string_view field, Span place, bool quiet) {
  TypeId type = types::kNever;
  for (const TypeId each : store_.members(object)) {
    switch (store_.kind(each)) {
      case TypeKind::Absent:
      case TypeKind::Nil: break;  // reported as such
      case TypeKind::String:
      case TypeKind::StringLiteral:
        type = store_.unite(type, fieldOfTable(library().global("string"), field, place, quiet));
        break;
      case TypeKind::Table: type = store_.unite(type, fieldOfTable(each, field, place, quiet)); break;
      default: return types::kUnknown;
    }
  }
  return type == types::kNever ? types::kUnknown : type;
}

TypeId Checker::fieldOfTable(TypeId table, std::string_view field, Span place, bool quiet) {
  const Shape& shape = store_.shape(table);
  if (const Field* found = store_.field(table, field)) {
    // A field that this script sets later is most likely set by the time it is read.
    const bool isOwn = !found->origin.empty() && found->from.empty();
    return found->optional ? store_.unite(found->type, isOwn ? types::kAbsent : types::kNil) : found->type;
  }
  if (shape.index != types::kNever) {
    // Tables may stand behind one another in a circle.
    if (indexed_ == kMostIndexed) return types::kUnknown;
    ++indexed_;
    const TypeId type = fieldOf(shape.index, field, place, quiet);
    --indexed_;
    return type;
  }
  if (shape.value != types::kNever) {
    const bool keyed = store_.isUnknown(shape.key) || store_.fits(types::kString, shape.key);
    return keyed ? store_.unite(shape.value, types::kNil) : types::kNil;
  }
  if (shape.open) return types::kUnknown;
  if (shape.name.empty()) return types::kNil;
  if (!quiet) {
    const std::string near = nearest(field, table);
    const bool isContext =
        shape.readOnly && library().global(shape.name) == types::kNever && !shape.name.starts_with("helpers.");
    const std::string_view owner =
        shape.name.starts_with("context.") ? std::string_view("the context of this hook") : shape.name;
    const std::string hint = near.empty() ? "" : concat({"; did you mean '", near, "'?"});
    if (shape.name == "context.outputs") {
      const bool isBeside = std::any_of(setting_.beside.begin(), setting_.beside.end(),
                                        [&](const ScriptData& each) { return each.id == field; });
      const bool isLater = std::find(setting_.later.begin(), setting_.later.end(), field) != setting_.later.end();
      const std::string_view when = isBeside ? "in the same layer" : "in a later layer";
      fail(DiagnosticCode::UnknownOutput, place,
           isBeside || isLater ? concat({"'", field, "' runs ", when, ": what it returns is not there yet"})
                               : concat({"no script of an earlier layer has the id '", field, "'", hint}));
      return types::kNil;
    }
    fail(isContext ? DiagnosticCode::UndefinedContextField : DiagnosticCode::UndefinedField, place,
         concat({"no field '", field, "' in ", owner, hint}));
  }
  return types::kUnknown;
}

TypeId Checker::entryOf(TypeId object, TypeId key) {
  TypeId type = types::kNever;
  for (const TypeId each : store_.members(object)) {
    if (each == types::kNil || each == types::kAbsent) continue;
    if (store_.kind(each) != TypeKind::Table) return types::kUnknown;
    const Shape& shape = store_.shape(each);
    if (store_.kind(key) == TypeKind::IntegerLiteral) {
      if (const Field* field = store_.field(each, concat({store_.integer(key)}))) {
        type = store_.unite(type, field->optional ? store_.unite(field->type, types::kNil) : field->type);
        continue;
      }
    }
    // A key that is a number stands for an entry of a list as a rule, one within its bounds.
    if (shape.value == types::kNever) return types::kUnknown;
    const bool isList = store_.fits(store_.widen(key), types::kNumber) && !store_.isUnknown(key);
    type = store_.unite(type, store_.unite(shape.value, isList ? types::kAbsent : types::kNil));
  }
  return type == types::kNever ? types::kUnknown : type;
}

TypeId Checker::tableType(const TableExpr& expr) {
  const auto [known, isNew] = madeTables_.try_emplace(expr.id, types::kNever);
  if (isNew) known->second = store_.table({});
  const TypeId table = known->second;
  std::vector<Field> fields;
  std::unordered_map<std::string_view, std::size_t> places;  // of fields, by names that stand in the script
  TypeId key = types::kNever;
  TypeId value = types::kNever;
  for (std::uint32_t i = 0; i < expr.items.size; ++i) {
    const TableItem& item = expr.items[i];
    TypeId keyType = types::kInteger;
    std::string_view name = item.name.text;
    Span origin = item.name.span;
    if (item.key != nullptr) {
      keyType = eval(*item.key);
      name = literalText(*item.key);
      origin = item.key->span;
    }
    const bool isLast = i + 1 == expr.items.size && item.positional();
    const Values values = isLast ? evalMany(*item.value) : Values{{eval(*item.value)}};
    // Whether a result is allowed is told by the literal.
    const bool isBoolean = item.value->kind == ExprKind::True || item.value->kind == ExprKind::False;
    const TypeId type = isBoolean ? values.at(0) : stored(item.value, values.at(0));
    if (!name.empty()) {
      Field field{std::string(name), type, false, annotationsBefore(tree_, origin.begin).doc, origin};
      const auto [place, isNewName] = places.try_emplace(name, fields.size());
      if (isNewName) {
        fields.push_back(std::move(field));
      } else {
        fail(DiagnosticCode::DuplicateKey, origin, concat({"'", name, "' is set twice in this table"}),
             {{fields[place->second].origin, "the first time"}});
        fields[place->second] = std::move(field);
      }
      continue;
    }
    key = store_.unite(key, store_.widen(keyType));
    value = store_.unite(value, store_.withoutNil(type));
    for (std::size_t k = 1; k < values.types.size(); ++k)
      value = store_.unite(value, store_.withoutNil(values.types[k]));
    if (values.more != types::kNever) value = store_.unite(value, store_.withoutNil(values.more));
  }
  for (auto at = before_.fields.lower_bound({table, ""}); at != before_.fields.end() && at->first.first == table;
       ++at) {
    if (const auto same = places.find(at->second.name); same == places.end()) {
      fields.push_back(at->second);
    } else {
      TypeId& united = fields[same->second].type;
      united = store_.unite(united, at->second.type);
    }
  }
  if (const auto later = before_.entries.find(table); later != before_.entries.end()) {
    key = store_.unite(key, later->second.first);
    value = store_.unite(value, later->second.second);
  }
  Shape& shape = store_.shape(table);
  shape.fields = std::move(fields);
  shape.key = key;
  shape.value = value;
  return table;
}

TypeId Checker::unaryType(const UnaryExpr& expr) {
  const TypeId operand = eval(*expr.operand);
  switch (expr.op) {
    case TokenKind::Not: return types::kBoolean;
    case TokenKind::Hash:
      if (store_.mayBeNil(operand) && !store_.isUnknown(operand))
        checkOperand(*expr.operand, operand, {expr.span.begin, expr.span.begin + 1});
      return hasMetatable(operand) ? types::kUnknown : types::kInteger;
    case TokenKind::Tilde: return types::kInteger;
    default:
      checkOperand(*expr.operand, operand, {expr.span.begin, expr.span.begin + 1});
      if (mayBeTable(operand)) return types::kUnknown;
      return store_.widen(store_.withoutNil(operand)) == types::kInteger ? types::kInteger : types::kNumber;
  }
}

// Its operators may be functions of the script.
bool Checker::hasMetatable(TypeId type) const {
  for (const TypeId each : store_.members(type)) {
    if (store_.kind(each) != TypeKind::Table) continue;
    if (store_.shape(each).open || store_.shape(each).index != types::kNever) return true;
  }
  return false;
}

bool Checker::mayBeTable(TypeId type) const {
  return store_.has(type, TypeKind::Table) || store_.has(type, TypeKind::AnyTable);
}

TypeId Checker::binaryType(const BinaryExpr& expr) {
  if (expr.op == TokenKind::And || expr.op == TokenKind::Or) return logical(expr);
  const TypeId left = exprs_[expr.left->id];
  const TypeId right = eval(*expr.right);
  switch (expr.op) {
    case TokenKind::Equal:
    case TokenKind::NotEqual:
    case TokenKind::Less:
    case TokenKind::LessEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterEqual: return types::kBoolean;
    case TokenKind::Concat:
      checkOperand(*expr.left, left, expr.opSpan);
      checkOperand(*expr.right, right, expr.opSpan);
      return mayBeTable(left) || mayBeTable(right) ? types::kUnknown : types::kString;
    default: return arithmetic(expr, left, right);
  }
}

TypeId Checker::logical(const BinaryExpr& expr) {
  const TypeId left = exprs_[expr.left->id];
  const bool isAnd = expr.op == TokenKind::And;
  const Flow::Mark start = flow_.mark();
  assume(*expr.left, isAnd);
  const TypeId right = eval(*expr.right);
  flow_.undo(start);
  if (left == types::kUnknown) return isAnd ? types::kUnknown : store_.unite(left, right);
  return store_.unite(isAnd ? store_.falsy(left) : store_.truthy(left), right);
}

TypeId Checker::arithmetic(const BinaryExpr& expr, TypeId left, TypeId right) {
  checkOperand(*expr.left, left, expr.opSpan);
  checkOperand(*expr.right, right, expr.opSpan);
  const bool hasTables = store_.has(left, TypeKind::Table) || store_.has(right, TypeKind::Table);
  if (hasTables || store_.isUnknown(left) || store_.isUnknown(right))
    return hasTables ? types::kUnknown : types::kNumber;
  if (expr.op == TokenKind::Slash || expr.op == TokenKind::Caret) return types::kNumber;
  const bool integers = store_.widen(store_.withoutNil(left)) == types::kInteger &&
                        store_.widen(store_.withoutNil(right)) == types::kInteger;
  return integers ? types::kInteger : types::kNumber;
}

void Checker::checkOperand(const Expr& operand, TypeId type, Span op) {
  if (!reports_ || operand.kind == ExprKind::Missing || type == types::kNever) return;
  const std::string_view name = tree_.textOf(operand.span).substr(0, 60);
  if (store_.mayBeNil(type)) {
    fail(DiagnosticCode::NilAccess, operand.span,
         concat({"'", name, type == types::kNil ? "' is nil here" : "' can be nil here", ", which '", tree_.textOf(op),
                 "' cannot take"}));
    return;
  }
  for (const TypeId each : store_.members(type)) {
    switch (store_.kind(each)) {
      case TypeKind::True:
      case TypeKind::False:
      case TypeKind::AnyFunction:
      case TypeKind::Function:
        fail(DiagnosticCode::OperandType, operand.span,
             concat({"'", tree_.textOf(op), "' cannot take a ", store_.print(store_.widen(each), 0)}));
        return;
      case TypeKind::Table:
        // One that the script made may have a metatable.
        if (!store_.shape(each).name.empty() || operand.kind == ExprKind::Table) {
          fail(DiagnosticCode::OperandType, operand.span, concat({"'", tree_.textOf(op), "' cannot take a table"}));
          return;
        }
        break;
      default: break;
    }
  }
}

}  // namespace sluice::language
