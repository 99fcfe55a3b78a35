#include "language/types/library.h"

#include <algorithm>
#include <iterator>

#include "language/generated/library.h"
#include "language/syntax/literals.h"
#include "language/syntax/locate.h"
#include "language/syntax/parser.h"

namespace sluice::language {

namespace {

struct Disabled {
  std::string_view name;
  std::string_view instead;
};
constexpr Disabled kDisabled[] = {{"collectgarbage", "memory is bounded by the engine"},
                                  {"debug", "helpers.log and helpers.trace show what a script does"},
                                  {"dofile", "a pipeline runs several scripts"},
                                  {"io", "scripts have no files; helpers.fetch reaches the network"},
                                  {"load", "code cannot be made from text"},
                                  {"loadfile", "a pipeline runs several scripts"},
                                  {"loadstring", "code cannot be made from text"},
                                  {"os", "helpers.now() is the time, helpers.env(name) a setting"},
                                  {"package", "scripts have no modules"},
                                  {"rawget", "index the table"},
                                  {"rawset", "assign to the table"},
                                  {"require", "scripts have no modules; put what they share into an earlier layer"},
                                  {"setfenv", "it is gone from Lua since 5.2"},
                                  {"getfenv", "it is gone from Lua since 5.2"},
                                  {"unpack", "it is table.unpack"},
                                  {"warn", "helpers.log(\"warn\", …)"}};

struct Effect {
  std::string_view name;
  CallEffect effect;
};
constexpr Effect kEffects[] = {{"error", CallEffect::Error},
                               {"assert", CallEffect::Assert},
                               {"type", CallEffect::TypeName},
                               {"setmetatable", CallEffect::SetMetatable}};

class Loader {
 public:
  explicit Loader(Library& library) : library_(library) {}

  void load(std::string_view text) {
    const auto tree = parse(std::string(text));
    declareClasses(*tree, library_.store, library_.classes);
    for (const Stat* stat : tree->chunk->stats) {
      const Annotations annotations = annotationsBefore(*tree, stat->span.begin);
      if (const auto* function = as<FunctionStat>(stat)) {
        const std::string name(tree->textOf(function->target->span));
        define(*function->target, library_.store.function(signatureFor(annotations, *function, name)), annotations.doc);
      } else if (const auto* assign = as<AssignStat>(stat)) {
        TypeReader reader(annotations.type, library_.store, library_.classes, annotations.generics);
        define(*assign->targets[0], reader.read(), annotations.doc);
      }
    }
  }

 private:
  Signature signatureFor(const Annotations& annotations, const FunctionStat& stat, const std::string& name) {
    Signature signature = signatureOf(annotations, *stat.function->body, name, library_.store, library_.classes);
    const auto* effect =
        std::find_if(std::begin(kEffects), std::end(kEffects), [&](const Effect& each) { return each.name == name; });
    if (effect != std::end(kEffects)) signature.effect = effect->effect;
    return signature;
  }

  // The table that a global or a member of one is, made when it is not there.
  TypeId tableAt(const Expr& expr) {
    if (const auto* name = as<NameExpr>(&expr)) {
      TypeId& type = library_.globals.try_emplace(std::string(name->name), types::kNever).first->second;
      if (type == types::kNever) type = makeTable(std::string(name->name));
      return type;
    }
    const auto& member = to<const MemberExpr>(expr);
    const TypeId outer = tableAt(*member.object);
    if (const Field* field = library_.store.field(outer, member.name.text)) return field->type;
    const TypeId made = makeTable(library_.store.shape(outer).name + "." + std::string(member.name.text));
    library_.store.shape(outer).fields.push_back({std::string(member.name.text), made});
    return made;
  }

  TypeId makeTable(std::string name) {
    Shape shape;
    shape.name = std::move(name);
    shape.readOnly = true;
    return library_.store.table(std::move(shape));
  }

  void define(const Expr& target, TypeId type, const std::string& doc) {
    if (const auto* name = as<NameExpr>(&target)) {
      library_.globals[std::string(name->name)] = type;
      return;
    }
    const auto& member = to<const MemberExpr>(target);
    const TypeId table = tableAt(*member.object);
    library_.store.shape(table).fields.push_back({std::string(member.name.text), type, false, doc});
  }

  Library& library_;
};

Library makeLibrary() {
  Library library;
  Loader loader(library);
  loader.load(generated::kLuaLibrary);
  loader.load(generated::kSluiceLibrary);
  return library;
}

}  // namespace

TypeId Library::global(std::string_view name) const {
  const auto found = globals.find(std::string(name));
  return found == globals.end() ? types::kNever : found->second;
}

const Library& library() {
  static const Library library = makeLibrary();
  return library;
}

namespace {

// Another way to call a function: what is not said of it is as of the function itself.
TypeId overloadOf(TypeId type, const Signature& function, TypeStore& store) {
  Signature overload = store.signature(type);
  overload.name = function.name;
  overload.doc = function.doc;
  overload.isMethod = function.isMethod;
  overload.deprecated = function.deprecated;
  auto& parameters = overload.parameters;
  if (overload.isMethod && !parameters.empty() && parameters[0].name == "self") parameters.erase(parameters.begin());
  for (Parameter& each : parameters) {
    each.optional = each.optional || store.mayBeNil(each.type);
    for (const Parameter& same : function.parameters) {
      if (same.name == each.name) each.doc = same.doc;
    }
  }
  return store.function(std::move(overload));
}

// What stands behind a class's own fields. More than one parent, or one that is not known: anything may.
void takeParents(const Annotations& annotations, const Classes& classes, Shape& shape) {
  if (annotations.parents.empty()) return;
  const auto known = classes.find(std::string(annotations.parents[0]));
  if (annotations.parents.size() == 1 && known != classes.end()) {
    shape.index = known->second;
  } else {
    shape.open = true;
  }
}

void fillClass(const Annotations& annotations, TypeStore& store, const Classes& classes) {
  Shape filled;
  for (const TypedName& tag : annotations.fields) {
    TypeReader reader(tag.rest, store, classes, annotations.generics);
    Field& field = filled.fields.emplace_back();
    field.name = tag.name;
    field.type = reader.read();
    field.optional = tag.optional;
    field.doc = reader.rest();
  }
  for (const std::string_view entry : annotations.entries) {
    TypeReader(entry, store, classes, annotations.generics).readEntry(filled);
  }
  takeParents(annotations, classes, filled);
  Shape& shape = store.shape(classes.find(std::string(annotations.className))->second);
  filled.name = std::move(shape.name);
  filled.doc = std::move(shape.doc);
  shape = std::move(filled);
}

// An alias may name those before it.
void declareAlias(const Annotations& annotations, TypeStore& store, Classes& classes) {
  TypeId type = types::kNever;
  for (const std::string_view each : annotations.alternatives)
    type = store.unite(type, TypeReader(each, store, classes, annotations.generics).read());
  if (type == types::kNever) type = types::kUnknown;
  if (annotations.generics.empty()) {
    classes[std::string(annotations.aliasName)] = type;
    return;
  }
  Signature signature;
  for (const std::string_view name : annotations.generics)
    signature.parameters.push_back({std::string(name), store.generic(name)});
  signature.returns = {type};
  classes[std::string(annotations.aliasName) + kAliasMark] = store.function(std::move(signature));
}

// The table that the local variable below the comments is made with, or null.
const TableExpr* tableBelow(const SyntaxTree& tree, const Annotations& annotations) {
  const auto& tokens = tree.lexed.tokens;
  const auto next = std::lower_bound(tokens.begin(), tokens.end(), annotations.end,
                                     [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  if (next->kind != TokenKind::Local) return nullptr;  // the end of the text is a token too
  const Located located = locate(tree, next->span.begin);
  const Stat* stat = located.stats.empty() ? nullptr : located.stats.back();
  const auto* local = as<LocalStat>(stat);
  return local == nullptr || local->values.empty() ? nullptr : as<TableExpr>(local->values[0]);
}

void declareEnum(const SyntaxTree& tree, const Annotations& annotations, TypeStore& store, Classes& classes) {
  TypeId type = types::kNever;
  const TableExpr* table = tableBelow(tree, annotations);
  for (std::uint32_t i = 0; table != nullptr && i < table->items.size; ++i) {
    const TableItem& item = table->items[i];
    const Expr* member = annotations.enumKeys ? item.key : item.value;
    const bool isNamed = annotations.enumKeys && !item.name.missing();
    type = store.unite(type, isNamed             ? store.stringLiteral(item.name.text)
                             : member == nullptr ? types::kInteger
                                                 : literalType(tree, *member, store));
  }
  classes[std::string(annotations.enumName)] = type == types::kNever ? types::kUnknown : type;
}

}  // namespace

TypeId literalType(const SyntaxTree& tree, const Expr& expr, TypeStore& store) {
  const std::string_view text = tree.textOf(expr.span);
  switch (expr.kind) {
    case ExprKind::Nil: return types::kNil;
    case ExprKind::True: return types::kTrue;
    case ExprKind::False: return types::kFalse;
    case ExprKind::String: return store.stringLiteral(stringValue(text, to<const StringExpr>(expr).broken));
    case ExprKind::Number: {
      if (!isNumeral(text)) return types::kNumber;
      const NumeralValue value = numeralValue(text);
      return value.isInteger ? store.integerLiteral(value.integer) : types::kNumber;
    }
    default: return types::kUnknown;
  }
}

Signature signatureOf(const Annotations& annotations, const FunctionBody& body, std::string_view name, TypeStore& store,
                      const Classes& classes) {
  Signature signature;
  signature.name = name;
  signature.doc = annotations.doc;
  signature.isMethod = body.isMethod;
  signature.deprecated = annotations.deprecated;
  for (const Name& parameter : body.parameters) {
    Parameter& made = signature.parameters.emplace_back();
    made.name = parameter.text;
    if (const TypedName* tag = annotations.parameter(parameter.text)) {
      TypeReader reader(tag->rest, store, classes, annotations.generics);
      made.type = reader.read();
      made.optional = tag->optional || store.mayBeNil(made.type);
      made.doc = reader.rest();
    }
  }
  if (body.isVariadic()) {
    const TypedName* tag = annotations.parameter("...");
    signature.variadic =
        tag == nullptr ? types::kUnknown : TypeReader(tag->rest, store, classes, annotations.generics).read();
  }
  for (const std::string_view text : annotations.returns) {
    TypeReader reader(text, store, classes, annotations.generics);
    signature.returns.push_back(reader.read());
    signature.returnsMore = reader.acceptMore();
  }
  for (const std::string_view text : annotations.overloads) {
    const TypeId other = TypeReader(text, store, classes, annotations.generics).read();
    if (store.kind(other) == TypeKind::Function) signature.overloads.push_back(overloadOf(other, signature, store));
  }
  return signature;
}

void declareClasses(const SyntaxTree& tree, TypeStore& store, Classes& classes) {
  const std::vector<Annotations> declared = declarationsIn(tree);
  // All names first: a class may have fields of one that comes later.
  for (const Annotations& each : declared) {
    if (each.className.empty()) continue;
    Shape shape;
    shape.name = each.className;
    shape.doc = each.doc;
    const TypeId type = store.table(std::move(shape));
    classes[std::string(each.className)] = type;
  }
  for (const Annotations& each : declared) {
    if (!each.enumName.empty()) declareEnum(tree, each, store, classes);
    if (!each.aliasName.empty()) declareAlias(each, store, classes);
  }
  for (const Annotations& each : declared) {
    if (!each.className.empty()) fillClass(each, store, classes);
  }
}

std::string_view insteadOfDisabled(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kDisabled), std::end(kDisabled), [&](const Disabled& each) { return each.name == name; });
  return found == std::end(kDisabled) ? std::string_view{} : found->instead;
}

}  // namespace sluice::language
