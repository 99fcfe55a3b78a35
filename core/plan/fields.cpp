#include "plan/fields.h"

#include <algorithm>

#include "base/check.h"
#include "base/concat.h"
#include "catalog/catalog.h"

namespace sluice::plan {
namespace {

using Names = std::span<const std::string_view>;

bool contains(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

void appendList(std::string& out, Names names) {
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
}

}  // namespace

std::string Path::text() const {
  if (parent_ == nullptr) return {};
  std::string out = parent_->text();
  if (index_ != kNoIndex) return concat({out, "[", index_, "]"});
  if (!out.empty()) out += '.';
  out += name_;
  return out;
}

bool Fault::at(const Path& path, std::string_view what) {
  field_ = path.text();
  message_ = concat({field_.empty() ? "The plan" : std::string_view(field_), " ", what});
  return false;
}

bool Fault::says(const Path& path, std::string sentence) {
  field_ = path.text();
  message_ = std::move(sentence);
  return false;
}

bool Fault::repeats(const Error& error) {
  field_ = error.field;
  message_ = error.message;
  return false;
}

Error Fault::error() const {
  SLUICE_CHECK(!message_.empty(), "a refusal without a fault");
  return {catalog::toString(catalog::ErrorCode::InvalidPlan), message_, field_};
}

bool requireMembers(const json::Value& json, const Path& path, Fault& fault,
                    std::initializer_list<std::string_view> known, std::span<const std::string_view> alsoKnown) {
  if (!json.isObject()) return fault.at(path, "must be an object");
  const Names own(known.begin(), known.size());
  for (const json::Value::Member& member : json.members()) {
    if (contains(own, member.first) || contains(alsoKnown, member.first)) continue;
    std::string names;
    appendList(names, alsoKnown);
    appendList(names, own);
    return fault.at(path.member(member.first), concat({"is not a known member; allowed here are ", names}));
  }
  return true;
}

bool readText(const json::Value& object, const Path& path, std::string_view name, std::string& out, Fault& fault) {
  return object.readText(name, out) || fault.at(path.member(name), "must be a string");
}

}  // namespace sluice::plan
