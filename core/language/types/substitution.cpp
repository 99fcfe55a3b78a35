#include "language/types/substitution.h"

#include <algorithm>

namespace sluice::language {

namespace {

constexpr int kMostNested = 6;
// Aliases that name each other make more types than there is text: from here on, what they stand for is not looked at.
constexpr std::size_t kMostTypes = 30'000;

}  // namespace

TypeId Substitution::of(TypeId type, int depth) {
  if (depth > kMostNested) return type;
  switch (store_.kind(type)) {
    case TypeKind::Generic: {
      const auto known =
          std::find_if(generics_.begin(), generics_.end(), [&](const auto& one) { return one.first == type; });
      return known == generics_.end() ? types::kUnknown : known->second;
    }
    case TypeKind::Union:
    case TypeKind::Function:
    case TypeKind::Table: {
      const auto known = made_.find({type, depth});
      if (known != made_.end()) return known->second;
      if (store_.size() > kMostTypes) return types::kUnknown;
      return made_[{type, depth}] = make(type, depth);
    }
    default: return type;
  }
}

TypeId Substitution::make(TypeId type, int depth) {
  if (store_.kind(type) == TypeKind::Union) {
    std::vector<TypeId> parts;
    for (const TypeId each : store_.members(type)) parts.push_back(of(each, depth + 1));
    return store_.unite(parts);
  }
  if (store_.kind(type) == TypeKind::Function) {
    Signature signature = store_.signature(type);
    for (Parameter& parameter : signature.parameters) parameter.type = of(parameter.type, depth + 1);
    for (TypeId& each : signature.returns) each = of(each, depth + 1);
    return store_.function(std::move(signature));
  }
  if (!store_.shape(type).name.empty()) return type;
  if (!store_.shape(type).generic) {
    if (store_.shape(type).value == types::kNever) return type;
    const TypeId key = of(store_.shape(type).key, depth + 1);
    const TypeId value = of(store_.shape(type).value, depth + 1);
    const Shape& shape = store_.shape(type);
    return key == shape.key && value == shape.value ? type : store_.mapOf(key, value);
  }
  Shape shape = store_.shape(type);
  for (Field& field : shape.fields) field.type = of(field.type, depth + 1);
  shape.key = of(shape.key, depth + 1);
  shape.value = of(shape.value, depth + 1);
  return store_.table(std::move(shape));
}

}  // namespace sluice::language
