#include "language/features/member_types.h"

#include <algorithm>
#include <unordered_set>

#include "language/syntax/characters.h"
#include "language/syntax/token.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

// Metatables that stand behind one another, which may be in a circle.
constexpr int kMostIndexed = 8;

struct Collector {
  const TypeStore& store;
  std::vector<Member> members = {};
  std::unordered_set<std::string_view> names = {};

  void add(TypeId object, int depth) {
    if (depth == kMostIndexed) return;
    for (const TypeId each : store.members(object)) {
      const bool ofText = store.kind(each) == TypeKind::String || store.kind(each) == TypeKind::StringLiteral;
      const TypeId table = ofText ? library().global("string") : each;
      if (store.kind(table) != TypeKind::Table) continue;
      const Shape& shape = store.shape(table);
      for (const Field& field : shape.fields) {
        if (isName(field.name) && names.insert(field.name).second) members.push_back({&field, ofText});
      }
      if (shape.index != types::kNever) add(shape.index, depth + 1);
    }
  }
};

}  // namespace

std::vector<Member> membersOf(const TypeStore& store, TypeId object) {
  Collector collector{store};
  collector.add(object, 0);
  return std::move(collector.members);
}

const Field* memberNamed(const TypeStore& store, TypeId object, std::string_view name) {
  for (const Member& member : membersOf(store, object)) {
    if (member.field->name == name) return member.field;
  }
  return nullptr;
}

const Signature* functionIn(const TypeStore& store, TypeId type) {
  for (const TypeId each : store.members(type)) {
    if (store.kind(each) == TypeKind::Function) return &store.signature(each);
  }
  return nullptr;
}

bool isName(std::string_view text) {
  return !text.empty() && isNameStart(text[0]) && std::all_of(text.begin(), text.end(), isNameCharacter) &&
         keywordOf(text) == TokenKind::Name;
}

}  // namespace sluice::language
