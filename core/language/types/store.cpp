#include "language/types/store.h"

#include <algorithm>

namespace sluice::language {

namespace {

constexpr std::size_t kMostMembers = 12;

}  // namespace

TypeStore::TypeStore() {
  // In the order of the constants of type.h.
  for (const TypeKind kind : {TypeKind::Never, TypeKind::Unknown, TypeKind::Nil, TypeKind::True, TypeKind::False}) {
    add(kind, 0);
  }
  unionOf({types::kTrue, types::kFalse});
  for (const TypeKind kind : {TypeKind::Integer, TypeKind::Number, TypeKind::String, TypeKind::Thread,
                              TypeKind::AnyTable, TypeKind::AnyFunction, TypeKind::Absent}) {
    add(kind, 0);
  }
}

TypeId TypeStore::add(TypeKind kind, std::uint32_t detail) {
  types_.push_back({kind, detail});
  return static_cast<TypeId>(types_.size() - 1);
}

TypeId TypeStore::stringLiteral(std::string_view value) {
  const auto [known, isNew] = stringLiterals_.try_emplace(std::string(value), types::kNever);
  if (isNew) {
    texts_.emplace_back(value);
    known->second = add(TypeKind::StringLiteral, static_cast<std::uint32_t>(texts_.size() - 1));
  }
  return known->second;
}

TypeId TypeStore::integerLiteral(std::int64_t value) {
  const auto [known, isNew] = integerLiterals_.try_emplace(value, types::kNever);
  if (isNew) {
    integers_.push_back(value);
    known->second = add(TypeKind::IntegerLiteral, static_cast<std::uint32_t>(integers_.size() - 1));
  }
  return known->second;
}

TypeId TypeStore::generic(std::string_view name) {
  for (TypeId type = 0; type < types_.size(); ++type) {
    if (kind(type) == TypeKind::Generic && text(type) == name) return type;
  }
  texts_.emplace_back(name);
  return add(TypeKind::Generic, static_cast<std::uint32_t>(texts_.size() - 1));
}

TypeId TypeStore::table(Shape shape) {
  shapes_.push_back(std::move(shape));
  return add(TypeKind::Table, static_cast<std::uint32_t>(shapes_.size() - 1));
}

TypeId TypeStore::function(Signature signature) {
  signatures_.push_back(std::move(signature));
  return add(TypeKind::Function, static_cast<std::uint32_t>(signatures_.size() - 1));
}

TypeId TypeStore::arrayOf(TypeId element) { return mapOf(types::kInteger, element); }

TypeId TypeStore::mapOf(TypeId key, TypeId value) {
  Shape shape;
  shape.key = key;
  shape.value = value;
  return table(std::move(shape));
}

std::vector<TypeId> TypeStore::members(TypeId type) const {
  if (type == types::kNever) return {};
  if (kind(type) == TypeKind::Union) return unions_[types_[type].detail];
  return {type};
}

bool TypeStore::has(TypeId type, TypeKind wanted) const {
  if (kind(type) != TypeKind::Union) return kind(type) == wanted;
  const auto& list = unions_[types_[type].detail];
  return std::any_of(list.begin(), list.end(), [&](TypeId each) { return kind(each) == wanted; });
}

// Whether a union with `by` has no need of `type`.
bool TypeStore::covers(TypeId by, TypeId type) const {
  if (by == type || by == types::kUnknown) return true;
  switch (kind(type)) {
    case TypeKind::Integer: return by == types::kNumber;
    case TypeKind::IntegerLiteral: return by == types::kInteger || by == types::kNumber;
    case TypeKind::StringLiteral: return by == types::kString;
    case TypeKind::Table: return by == types::kTable;
    case TypeKind::Function: return by == types::kFunction;
    case TypeKind::Absent: return by == types::kNil;
    default: return false;
  }
}

TypeId TypeStore::unite(TypeId a, TypeId b) {
  if (a == b || b == types::kNever) return a;
  if (a == types::kNever) return b;
  return unite(std::vector<TypeId>{a, b});
}

TypeId TypeStore::unite(const std::vector<TypeId>& given) {
  std::vector<TypeId> list;
  for (const TypeId type : given) {
    for (const TypeId each : members(type)) {
      if (each == types::kUnknown) return types::kUnknown;
      if (std::any_of(list.begin(), list.end(), [&](TypeId other) { return covers(other, each); })) continue;
      std::erase_if(list, [&](TypeId other) { return covers(each, other); });
      list.push_back(each);
    }
  }
  if (list.empty()) return types::kNever;
  if (list.size() == 1) return list[0];
  if (list.size() > kMostMembers) {
    std::vector<TypeId> plain;
    for (const TypeId each : list) plain.push_back(kind(each) == TypeKind::Table ? types::kTable : widen(each));
    std::sort(plain.begin(), plain.end());
    plain.erase(std::unique(plain.begin(), plain.end()), plain.end());
    return plain.size() < list.size() ? unite(plain) : types::kUnknown;
  }
  std::sort(list.begin(), list.end());
  return unionOf(std::move(list));
}

// Precondition: the members are sorted, and none covers another.
TypeId TypeStore::unionOf(std::vector<TypeId> list) {
  const std::string key(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(TypeId));
  const auto [known, isNew] = unionsByMembers_.try_emplace(key, types::kNever);
  if (isNew) {
    unions_.push_back(std::move(list));
    known->second = add(TypeKind::Union, static_cast<std::uint32_t>(unions_.size() - 1));
  }
  return known->second;
}

bool TypeStore::fits(TypeId type, TypeId of) const {
  if (isUnknown(type) || isUnknown(of)) return true;
  const auto allowed = members(of);
  for (const TypeId each : members(type)) {
    if (each == types::kAbsent) continue;
    const bool fitsOne = std::any_of(allowed.begin(), allowed.end(), [&](TypeId other) {
      if (kind(other) == TypeKind::Generic) return true;
      if (covers(other, each)) return true;
      const TypeKind a = kind(each);
      const TypeKind b = kind(other);
      // What a table must hold is checked where it is made; a table's type is not its value's for ever.
      if ((a == TypeKind::Table || a == TypeKind::AnyTable) && (b == TypeKind::Table || b == TypeKind::AnyTable))
        return true;
      return (a == TypeKind::Function || a == TypeKind::AnyFunction) &&
             (b == TypeKind::Function || b == TypeKind::AnyFunction);
    });
    if (!fitsOne) return false;
  }
  return true;
}

template <typename Keep>
TypeId TypeStore::filter(TypeId type, Keep keep) {
  if (type == types::kUnknown) return type;
  std::vector<TypeId> kept;
  for (const TypeId each : members(type)) {
    if (keep(each)) kept.push_back(each);
  }
  return unite(kept);
}

TypeId TypeStore::truthy(TypeId type) {
  return filter(type, [](TypeId each) { return each != types::kNil && each != types::kFalse && each != types::kAbsent; });
}

TypeId TypeStore::falsy(TypeId type) {
  return filter(type, [](TypeId each) { return each == types::kNil || each == types::kFalse || each == types::kAbsent; });
}

TypeId TypeStore::withoutNil(TypeId type) {
  return filter(type, [](TypeId each) { return each != types::kNil && each != types::kAbsent; });
}

TypeId TypeStore::meet(TypeId type, TypeId other) {
  if (type == types::kUnknown) return other;
  std::vector<TypeId> met;
  for (const TypeId each : members(type)) {
    for (const TypeId part : members(other)) {
      if (covers(part, each))
        met.push_back(each);
      else if (covers(each, part))
        met.push_back(part);
    }
  }
  return unite(met);
}

TypeId TypeStore::without(TypeId type, TypeId other) {
  const auto parts = members(other);
  return filter(type, [&](TypeId each) {
    return std::none_of(parts.begin(), parts.end(), [&](TypeId part) { return covers(part, each); });
  });
}

TypeId TypeStore::widen(TypeId type) {
  switch (kind(type)) {
    case TypeKind::True:
    case TypeKind::False: return types::kBoolean;
    case TypeKind::IntegerLiteral: return types::kInteger;
    case TypeKind::StringLiteral: return types::kString;
    case TypeKind::Union: {
      if (type == types::kBoolean) return type;
      std::vector<TypeId> wide;
      for (const TypeId each : members(type)) wide.push_back(widen(each));
      return unite(wide);
    }
    default: return type;
  }
}

const Field* TypeStore::field(TypeId table, std::string_view name) const {
  if (kind(table) != TypeKind::Table) return nullptr;
  for (const Field& each : shape(table).fields) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

}  // namespace sluice::language
