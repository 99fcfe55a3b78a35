// What is known at one point of a script: the types of variables and of fields below them, as assignments and
// conditions have left them. Changes are logged, so that a branch is taken back and branches are joined in time linear
// in what they changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
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
    std::vector<Change> changes = {};
  };
  static constexpr TypeId kNothing = UINT32_MAX;

  explicit Flow(std::size_t symbols) : rootOf_(symbols, kNoPath), isShared_(symbols, false) {}

  PathId root(SymbolId symbol);
  // kNoPath when it would be longer than paths are followed.
  PathId below(PathId path, std::string_view field);

  TypeId known(PathId path) const { return path == kNoPath ? kNothing : current_[path]; }
  void set(PathId path, TypeId type);
  // A value was put there: what was known of its fields is gone.
  void assign(PathId path, TypeId type);
  // Some table's field was written: what is known of fields of this name is gone, but for those of `readOnly` roots.
  void forgetField(std::string_view field);
  void forgetAllFields();
  void forgetSymbol(SymbolId symbol);
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
  struct Path {
    PathId parent;
    SymbolId symbol;
    std::string_view field;
    std::uint32_t depth;
    PathId firstChild = kNoPath;
    PathId nextSibling = kNoPath;
  };

  PathId add(Path path);
  void put(PathId path, TypeId type);
  void forgetBelow(PathId path);

  std::vector<Path> paths_;
  std::vector<TypeId> current_;  // by path
  std::vector<Change> log_;      // with the type before
  std::vector<PathId> rootOf_;   // by symbol
  std::vector<bool> isShared_;   // by symbol
  // Those of shared variables, and of fields but for those of `frozen_`, that something may be known of.
  std::vector<PathId> sharedRoots_;
  std::vector<PathId> fields_;
  SymbolId frozen_ = kNoSymbol;
};

}  // namespace sluice::language
