// What later scripts of a pipeline see of a script, without the places where it stands: an edit that changes places
// only, or nothing that is returned, leaves the summary as it was, and later scripts need not be looked at again.
#pragma once

#include <string>
#include <vector>

#include "language/types/inference.h"

namespace sluice::language::server {

struct Summary {
  // What the script gives to later ones, in a store of its own and without an id. The origin of the nth field is
  // {n, n + 1}: places[n].
  ScriptData data;
  std::string shape;         // equal for summaries that later scripts cannot tell apart
  std::vector<Span> places;  // in the text of the script
};

Summary summarize(const Inference& inference);

}  // namespace sluice::language::server
