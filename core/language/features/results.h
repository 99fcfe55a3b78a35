// What a script gives back, over all the ways that it can end.
#pragma once

#include <string>

#include "language/analysis.h"

namespace sluice::language {

// As in "{ allowed: boolean, data?: { country: string } } or nothing": the tables of all returns as one, in which a
// field that not every one of them has is optional. `depth`: levels of fields that are shown.
std::string resultText(const Analysis& analysis, int depth = 3);

}  // namespace sluice::language
