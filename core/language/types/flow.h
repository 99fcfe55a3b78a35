// What is known at one point of a script: the types of variables and of fields below them, as assignments and
// conditions have left them. Changes are logged, so that a branch is taken back and branches are joined in time linear
// in what they changed.
//
// To forget many things at once takes no longer than one: what is known carries the time at which it was learnt, and
// what was forgotten later than that is not known any more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/binding/binding.h"
#include "language/types/store.h"

namespace sluice::language {

// A variable, or a field below one: `a`, `a.b`, `a["b"]`.
using PathId = std::uint32_t;
inline constexpr PathId kNoPath = UINT32_MAX;

class Flow {
 public:
  using Mark = std::size_t;
  struct Change {
    PathId path;
    TypeId type;  // kNothing: nothing is known any more
  };
  // The end of a way through a branch: what differs from where the ways parted.
  struct Way {
    bool reached = true;
    std::vector<Change> changes = {};          // by path
    std::vector<PathId> below = {};            // sorted paths of which the fields were forgotten
    std::vector<std::uint32_t> fields = {};    // sorted names of fields likewise
    bool allFields = false;
    bool written = false;
    bool shared = false;
  };
  static constexpr TypeId kNothing = UINT32_MAX;

  explicit Flow(const std::vector<Symbol>& symbols)
      : symbols_(symbols), rootOf_(symbols.size(), kNoPath), isShared_(symbols.size(), false) {}

  PathId root(SymbolId symbol);
  // kNoPath when it would be longer than paths are followed.
  PathId below(PathId path, std::string_view field);

  TypeId known(PathId path) const;
  void set(PathId path, TypeId type);
  // A value was put there: what was known of its fields is gone.
  void assign(PathId path, TypeId type);
  // Some table's field was written: what is known of fields of this name is gone, but for those of `readOnly` roots.
  void forgetField(std::string_view field);
  void forgetAllFields();
  void forgetSymbol(SymbolId symbol);
  // Forgets every variable that the script assigns to anywhere.
  void forgetWritten();
  // Functions within its own assign the variable.
  void share(SymbolId symbol) { isShared_[symbol] = true; }
  // A function of the script may have run: forgets all shared variables and all fields.
  void forgetShared();
  void keepFieldsOf(SymbolId symbol) { frozen_ = symbol; }

  Mark mark() const { return log_.size(); }
  Way waySince(Mark mark) const;
  void undo(Mark mark);
  // Goes on from where the ways that are reached come together. Precondition: undo() to the mark where they parted.
  void join(const std::vector<Way>& ways, TypeStore& store);

 private:
  using Time = std::uint32_t;
  using NameId = std::uint32_t;
  struct Path {
    PathId parent;
    SymbolId symbol;
    NameId name;
    std::uint32_t depth;
    bool hasFields = false;
    TypeId type = kNothing;
    Time learnt = 0;
    Time forgottenBelow = 0;
  };
  enum class What : std::uint8_t { Path, Below, Field, AllFields, Written, Shared };
  // How something was before it changed.
  struct Former {
    What what;
    std::uint32_t id;  // of a path or a name
    TypeId type;
    Time time;
  };

  PathId add(const Path& path);
  void forgetBelow(PathId path);
  void forgetName(NameId name);
  // Notes how `time` was, and makes it now.
  void forget(What what, std::uint32_t id, Time& time);
  bool forgets(const Way& way, PathId path) const;

  const std::vector<Symbol>& symbols_;
  std::vector<Path> paths_;
  std::unordered_map<std::uint64_t, PathId> fields_;  // by the path they stand below and their name
  std::unordered_map<std::string_view, NameId> names_;
  std::vector<Time> forgottenField_;  // by name
  Time forgottenFields_ = 0;
  Time forgottenWritten_ = 0;
  Time forgottenShared_ = 0;
  Time now_ = 0;
  std::vector<Former> log_;
  std::vector<PathId> rootOf_;   // by symbol
  std::vector<bool> isShared_;   // by symbol
  SymbolId frozen_ = kNoSymbol;
};

}  // namespace sluice::language
