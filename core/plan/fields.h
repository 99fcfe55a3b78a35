// Reading the JSON of plans, graphs and pipelines strictly: the first fault ends the reading with an Error invalid_plan
// that names its field, and a member that means nothing is refused, so that a misspelt "onerror" cannot weaken a plan
// unnoticed. Functions answer false for a fault; a Result only leaves the folder.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"

namespace sluice::plan {

// Where a value stands, as in "layers[2][0].code". Lives on the stack like the calls that read it, and becomes text
// only when there is something to say. The parts it is made of must outlive it.
class Path {
 public:
  Path() = default;  // the outermost object
  Path member(std::string_view name) const { return Path(this, name, kNoIndex); }
  Path item(std::size_t index) const { return Path(this, {}, index); }

  std::string text() const;

 private:
  Path(const Path* parent, std::string_view name, std::size_t index) : parent_(parent), name_(name), index_(index) {}

  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  const Path* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = kNoIndex;  // of an item; a member has none
};

// What is wrong with the JSON.
class Fault {
 public:
  // Says "<path> <what>", or "The plan <what>" of the outermost object. Answers false, for a return in one line.
  bool at(const Path& path, std::string_view what);
  // The same with a sentence of its own.
  bool says(const Path& path, std::string sentence);
  bool repeats(const Error& error);

  // Precondition: there was a fault.
  Error error() const;

 private:
  std::string message_;
  std::string field_;
};

inline constexpr std::string_view kScriptIdForm =
    "must be a script id: 1 to 64 characters a-z, 0-9, _ and -, a letter or digit first";

// `json` must be an object whose members are all named in one of the two lists.
bool requireMembers(const json::Value& json, const Path& path, Fault& fault,
                    std::initializer_list<std::string_view> known, std::span<const std::string_view> alsoKnown = {});

// Reads an optional string member; `out` is left alone when it is absent or null.
bool readText(const json::Value& object, const Path& path, std::string_view name, std::string& out, Fault& fault);

}  // namespace sluice::plan
