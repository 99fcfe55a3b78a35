#include "language/features/results.h"

#include <algorithm>

namespace sluice::language {

namespace {

// Tables may hold one another in many ways.
constexpr int kMostMerged = 64;

class Merger {
 public:
  explicit Merger(TypeStore& store) : store_(store) {}

  // The type with its tables, but for those that have a name, as one.
  TypeId run(TypeId type) {
    std::vector<TypeId> tables;
    std::vector<TypeId> others;
    for (const TypeId each : store_.members(type)) {
      const bool isOwn = store_.kind(each) == TypeKind::Table && store_.shape(each).name.empty();
      (isOwn ? tables : others).push_back(each);
    }
    if (tables.size() < 2 || merged_ == kMostMerged) return type;
    ++merged_;
    others.push_back(merge(tables));
    return store_.unite(others);
  }

 private:
  TypeId merge(const std::vector<TypeId>& tables) {
    Shape merged;
    std::vector<std::size_t> count;  // by field: how many tables always have it
    for (const TypeId table : tables) add(store_.shape(table), merged, count);
    for (std::size_t i = 0; i < count.size(); ++i) {
      Field& field = merged.fields[i];
      field.optional = count[i] < tables.size();
      field.type = run(field.optional ? store_.withoutNil(field.type) : field.type);
    }
    std::erase_if(merged.fields, [](const Field& field) { return field.type == types::kNever; });
    return store_.table(std::move(merged));
  }

  // `shape`: a copy, because uniting makes types.
  void add(Shape shape, Shape& merged, std::vector<std::size_t>& count) {
    merged.open = merged.open || shape.open;
    merged.key = store_.unite(merged.key, shape.key);
    merged.value = store_.unite(merged.value, shape.value);
    for (Field& field : shape.fields) {
      const auto same = std::find_if(merged.fields.begin(), merged.fields.end(),
                                     [&](const Field& each) { return each.name == field.name; });
      const auto index = static_cast<std::size_t>(same - merged.fields.begin());
      const bool always = !field.optional && !store_.mayBeNil(field.type);
      if (same == merged.fields.end()) {
        merged.fields.push_back(std::move(field));
        count.push_back(0);
      } else {
        same->type = store_.unite(same->type, field.type);
      }
      count[index] += always ? 1 : 0;
    }
  }

  TypeStore& store_;
  int merged_ = 0;
};

}  // namespace

std::string resultText(const Analysis& analysis, int depth) {
  TypeStore store = analysis.inference.store;
  TypeId united = types::kNever;
  for (const ReturnedValue& returned : analysis.inference.returns) united = store.unite(united, returned.type);
  if (united == types::kNever || united == types::kNil) return "nothing";
  if (store.isUnknown(united)) return "any";
  const TypeId values = Merger(store).run(store.withoutNil(united));
  return store.print(values, depth) + (store.mayBeNil(united) ? " or nothing" : "");
}

}  // namespace sluice::language
