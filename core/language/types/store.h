// All types of one analysis. Copying a store keeps the numbers: each analysis begins with a copy of the library's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/check.h"
#include "language/types/type.h"

namespace sluice::language {

// The members of a union, which are few.
class Members {
 public:
  static constexpr std::size_t kMost = 12;

  // Precondition: at most kMost are there.
  void push_back(TypeId type) {
    SLUICE_CHECK(size_ <= kMost, "a union has too many members");
    items_[size_++] = type;
  }
  bool empty() const { return size_ == 0; }
  const TypeId* begin() const { return items_; }
  const TypeId* end() const { return items_ + size_; }
  std::size_t size() const { return size_; }
  TypeId operator[](std::size_t i) const { return items_[i]; }

 private:
  TypeId items_[kMost + 1];  // one more, so that nil can be added to a union
  std::size_t size_ = 0;
};

class TypeStore {
 public:
  TypeStore();

  TypeId stringLiteral(std::string_view value);
  TypeId integerLiteral(std::int64_t value);
  TypeId generic(std::string_view name);
  TypeId table(Shape shape);
  TypeId function(Signature signature);
  TypeId arrayOf(TypeId element);
  TypeId mapOf(TypeId key, TypeId value);
  // Flat and without what another member covers; more than Members::kMost literals become their plain type.
  TypeId unite(TypeId a, TypeId b);
  TypeId unite(const std::vector<TypeId>& members);

  std::size_t size() const { return types_.size(); }
  TypeKind kind(TypeId type) const { return types_[type].kind; }
  // Precondition of each: the matching kind. References are valid until a table or function is made.
  Shape& shape(TypeId table) { return shapes_[types_[table].detail]; }
  const Shape& shape(TypeId table) const { return shapes_[types_[table].detail]; }
  Signature& signature(TypeId function) { return signatures_[types_[function].detail]; }
  const Signature& signature(TypeId function) const { return signatures_[types_[function].detail]; }
  const std::string& text(TypeId literal) const { return texts_[types_[literal].detail]; }  // StringLiteral, Generic
  std::int64_t integer(TypeId literal) const { return integers_[types_[literal].detail]; }

  // The members of a union, or the type itself; of `never` none.
  Members members(TypeId type) const;
  bool has(TypeId type, TypeKind kind) const;
  bool isUnknown(TypeId type) const { return has(type, TypeKind::Unknown); }
  bool mayBeNil(TypeId type) const { return has(type, TypeKind::Nil); }  // where that is to be expected
  bool isNeverNil(TypeId type) const {
    return type != types::kNever && !isUnknown(type) && !mayBeNil(type) && !has(type, TypeKind::Absent);
  }

  // Whether every value of `type` is one of `of`. Unknown is on either side of everything.
  bool fits(TypeId type, TypeId of) const;
  // Parts of a type: what is neither nil nor false, what is, and what is not nil.
  TypeId truthy(TypeId type);
  TypeId falsy(TypeId type);
  TypeId withoutNil(TypeId type);
  // What of `type` can also be of `other`; and what is left without it.
  TypeId meet(TypeId type, TypeId other);
  TypeId without(TypeId type, TypeId other);
  // Literals become their plain types.
  TypeId widen(TypeId type);

  // The field's entry in a shape, or null.
  const Field* field(TypeId table, std::string_view name) const;
  Field* field(TypeId table, std::string_view name);

  // As annotations write it: "string|nil" as "string?", tables by name or up to `depth` levels of their fields.
  std::string print(TypeId type, int depth = 2) const;
  // A call, as in "helpers.hash(text: string, algo?: \"sha256\"|…): string".
  std::string print(const Signature& signature, std::string_view name, int depth = 1) const;

 private:
  struct Entry {
    TypeKind kind;
    std::uint32_t detail = 0;  // index in the list of its kind
  };

  // Where the fields of a large table are.
  struct FieldPlaces {
    const Field* fields = nullptr;  // that it was made of; other ones since they grew
    std::unordered_map<std::string, std::size_t> byName = {};
  };

  TypeId add(TypeKind kind, std::uint32_t detail);
  std::size_t placeOfField(TypeId table, std::string_view name) const;
  TypeId unionOf(const std::vector<TypeId>& list);
  bool covers(TypeId by, TypeId type) const;
  template <typename Keep>
  TypeId filter(TypeId type, Keep keep);
  std::string printTable(const Shape& shape, int depth) const;
  std::string printUnion(TypeId type, int depth) const;

  std::vector<Entry> types_;
  std::vector<Shape> shapes_;
  std::vector<Signature> signatures_;
  std::vector<std::string> texts_;
  std::vector<std::int64_t> integers_;
  std::vector<Members> unions_;
  std::unordered_map<std::string, TypeId> stringLiterals_;
  std::unordered_map<std::int64_t, TypeId> integerLiterals_;
  std::unordered_map<std::string, TypeId> unionsByMembers_;  // by the bytes of the list
  std::unordered_map<std::string, TypeId> generics_;
  mutable std::unordered_map<TypeId, FieldPlaces> fieldPlaces_;  // only makes looking quicker
};

}  // namespace sluice::language
