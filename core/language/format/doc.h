// A script as a sequence of pieces and of the places where its lines may be broken, nested in groups. After Philip
// Wadler's "A prettier printer": a group is laid out in one line when it fits, and otherwise each of its own lines is
// broken while the groups within it decide for themselves. One thing is added: a group may "hug" one of its parts, as
// the call does in
//   f(a, {
//     b = 1,
//   })
// Then the group's own lines stay joined, its indentation is left out, and only that part is broken.
#pragma once

#include <cstdint>
#include <vector>

#include "language/format/pieces.h"

namespace sluice::language::format {

enum class Op : std::uint8_t {
  Text,  // value: the piece
  Keep,  // value: a piece that stays where it is, with the blanks before it
  Space,
  Line,       // a blank, or a new line; value: 1 when an empty line comes before that
  SoftLine,   // nothing, or a new line
  FillLine,   // a blank, or a new line when what follows up to the next one does not fit
  HardLine,   // a new line; value: 1 when an empty line comes before it
  FreshLine,  // a new line unless this is one
  Comma,      // value: the piece, or kNoPiece: a comma where the group is broken, nothing where it is not
  Indent,
  Dedent,
  BeginGroup,  // value: the group
  EndGroup,
  BeginStatement,
  EndStatement,
};

inline constexpr PieceIndex kNoPiece = UINT32_MAX;

struct Command {
  Op op;
  std::uint32_t value = 0;
};

using CommandIndex = std::uint32_t;
inline constexpr CommandIndex kNoCommand = UINT32_MAX;

struct Group {
  CommandIndex end = 0;              // its EndGroup
  CommandIndex hugged = kNoCommand;  // the first line break of the part that may be hugged
  bool isForced = false;             // cannot be in one line
};

struct Doc {
  std::vector<Command> commands;
  std::vector<Group> groups;
  std::vector<bool> isDropped;  // by piece: it is not written
};

}  // namespace sluice::language::format
