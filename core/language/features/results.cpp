#include "language/features/results.h"

#include <algorithm>

namespace sluice::language {

namespace {

constexpr int kDeepest = 6;

TypeId mergedTables(TypeStore& store, TypeId type, int depth);

// One table with the fields of all of them.
TypeId merge(TypeStore& store, const std::vector<TypeId>& tables, int depth) {
  Shape merged;
  std::vector<std::size_t> count;  // by field: how many tables always have it
  for (const TypeId table : tables) {
    const Shape shape = store.shape(table);
    merged.open = merged.open || shape.open;
    merged.key = store.unite(merged.key, shape.key);
    merged.value = store.unite(merged.value, shape.value);
    for (const Field& field : shape.fields) {
      const auto same = std::find_if(merged.fields.begin(), merged.fields.end(),
                                     [&](const Field& each) { return each.name == field.name; });
      const auto index = static_cast<std::size_t>(same - merged.fields.begin());
      if (same == merged.fields.end()) {
        merged.fields.push_back(field);
        count.push_back(0);
      } else {
        same->type = store.unite(same->type, field.type);
      }
      const bool always = !field.optional && !store.mayBeNil(field.type);
      count[index] += always ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < count.size(); ++i) {
    Field& field = merged.fields[i];
    field.optional = count[i] < tables.size();
    const TypeId plain = field.optional && !store.isUnknown(field.type) ? store.withoutNil(field.type) : field.type;
    field.type = mergedTables(store, plain, depth + 1);
  }
  std::erase_if(merged.fields, [](const Field& field) { return field.type == types::kNever; });
  return store.table(std::move(merged));
}

// The type with its tables, but for those that have a name, as one.
TypeId mergedTables(TypeStore& store, TypeId type, int depth) {
  if (depth > kDeepest) return type;
  std::vector<TypeId> tables;
  std::vector<TypeId> others;
  for (const TypeId each : store.members(type)) {
    const bool isOwn = store.kind(each) == TypeKind::Table && store.shape(each).name.empty();
    (isOwn ? tables : others).push_back(each);
  }
  if (tables.empty()) return type;
  others.push_back(merge(store, tables, depth));
  return store.unite(others);
}

}  // namespace

std::string resultText(const Analysis& analysis, int depth) {
  TypeStore store = analysis.inference.store;
  TypeId united = types::kNever;
  for (const ReturnedValue& returned : analysis.inference.returns) united = store.unite(united, returned.type);
  if (united == types::kNever || united == types::kNil) return "nothing";
  if (store.isUnknown(united)) return "any";
  const TypeId values = mergedTables(store, store.withoutNil(united), 0);
  return store.print(values, depth) + (store.mayBeNil(united) ? " or nothing" : "");
}

}  // namespace sluice::language
