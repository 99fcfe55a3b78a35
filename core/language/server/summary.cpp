#include "language/server/summary.h"

#include <map>

#include "base/concat.h"

namespace sluice::language::server {

namespace {

// As deep as one script's types go into another one (Checker::import), and as many fields as somebody might read.
constexpr int kDeepest = 8;
constexpr std::size_t kMostFields = 2000;

// Copies a type into the store of a summary, and writes down its shape.
class Summarizer {
 public:
  Summarizer(const TypeStore& from, Summary& summary) : from_(from), to_(summary.data.store), summary_(summary) {}

  TypeId copy(TypeId type, int depth) {
    switch (from_.kind(type)) {
      case TypeKind::StringLiteral: note("s", from_.text(type)); return to_.stringLiteral(from_.text(type));
      case TypeKind::IntegerLiteral:
        summary_.shape += concat({"i", from_.integer(type), ";"});
        return to_.integerLiteral(from_.integer(type));
      case TypeKind::Union: return copyUnion(type, depth);
      case TypeKind::Table: return copyTable(from_.shape(type), depth);
      case TypeKind::Function:
      case TypeKind::Generic: return plain(types::kUnknown);
      default: return plain(type);
    }
  }

 private:
  TypeId plain(TypeId type) {
    summary_.shape += concat({"#", type, ";"});
    return type;
  }

  // Lengths keep apart what could otherwise be read in two ways.
  void note(std::string_view kind, std::string_view text) { summary_.shape += concat({kind, text.size(), ":", text}); }

  TypeId copyUnion(TypeId type, int depth) {
    const Members members = from_.members(type);
    summary_.shape += concat({"u", members.size(), ":"});
    std::vector<TypeId> parts;
    for (const TypeId each : members) parts.push_back(copy(each, depth));
    return to_.unite(parts);
  }

  TypeId copyTable(const Shape& shape, int depth) {
    if (depth == kDeepest || summary_.places.size() > kMostFields) return plain(types::kTable);
    // A table that stands in several places: one in each of many is more than can be copied.
    const auto [known, isNew] = copied_.try_emplace({&shape, depth}, types::kTable);
    if (!isNew) return plain(known->second);
    Shape out;
    out.name = shape.name;
    out.doc = shape.doc;
    out.open = shape.open;
    note("t", shape.name);
    note("d", shape.doc);
    summary_.shape += concat({shape.open ? "o" : "c", shape.fields.size(), ":"});
    for (const Field& field : shape.fields) out.fields.push_back(copyField(field, depth));
    out.key = copy(shape.key, depth + 1);
    out.value = copy(shape.value, depth + 1);
    return copied_[{&shape, depth}] = to_.table(std::move(out));
  }

  Field copyField(const Field& field, int depth) {
    note(field.optional ? "?" : "!", field.name);
    note("d", field.doc);
    Field out = field;
    out.from.clear();
    const auto number = static_cast<std::uint32_t>(summary_.places.size());
    const bool isHere = field.from.empty() && !field.origin.empty();
    out.origin = isHere ? Span{number, number + 1} : Span{};
    summary_.shape += isHere ? "h" : "-";
    if (isHere) summary_.places.push_back(field.origin);
    out.type = copy(field.type, depth + 1);
    return out;
  }

  const TypeStore& from_;
  TypeStore& to_;
  Summary& summary_;
  std::map<std::pair<const Shape*, int>, TypeId> copied_;
};

}  // namespace

Summary summarize(const Inference& inference) {
  const ScriptData data = dataOf({}, inference);
  Summary summary;
  summary.data.data = Summarizer(data.store, summary).copy(data.data, 0);
  return summary;
}

}  // namespace sluice::language::server
