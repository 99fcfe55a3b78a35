// Comments that turn diagnostics off, spelt as the Lua language server spells them:
//   ---@diagnostic disable-next-line: code, code
//   ---@diagnostic disable-line: code
//   ---@diagnostic disable: code … ---@diagnostic enable: code     from the comment on, to the other or the end
// Without codes they are about all. What keeps a script from running is reported in any case.
#pragma once

#include "language/syntax/tree.h"

namespace sluice::language {

// Takes out what the script turns off, and adds what is wrong with the comments that do.
void applySuppressions(const SyntaxTree& tree, Mistakes& diagnostics);

// Whether what has this code keeps the script from being a program; it cannot be turned off.
bool isFatal(DiagnosticCode code);

}  // namespace sluice::language
