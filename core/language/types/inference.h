// The types of a script's expressions and variables, what a run of it can return, and what is wrong with its types.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "language/binding/binding.h"
#include "language/syntax/tree.h"
#include "language/types/store.h"

namespace sluice::language {

// What the scripts of one earlier layer, or all of them, give to a later one.
struct ScriptData {
  std::string id;
  TypeStore store;
  TypeId data =
      types::kNil;  // what `data` holds in the results that let the pipeline go on; nil when a run can have none
};

// Where a script stands.
struct Setting {
  std::string hook;                              // a hook of the catalog, or any other trigger
  std::vector<std::vector<ScriptData>> earlier;  // layers before, in plan order; empty in the first layer
  bool isPipeline = false;                       // whether `earlier` is known
  std::uint64_t scriptBytes = catalog::Limits{}.scriptBytes;
};

// One way that the script ends.
struct ReturnedValue {
  TypeId type = types::kNil;
  Span span = {};  // of the value; empty where the script ends without a return
};

// Something that a script reaches for: names as far as they stand in the script.
struct Reached {
  std::vector<std::string> names;  // sorted, each once
  bool unbounded = false;          // some are made when it runs
};

struct Capabilities {
  Reached secrets;
  Reached settings;  // helpers.env
  Reached hosts;
  std::vector<std::string> helpers;  // that it names, sorted, as in "json.encode"
};

struct Inference {
  TypeStore store;
  std::vector<TypeId> exprs;    // by expression
  std::vector<TypeId> symbols;  // by symbol: all that it can hold
  std::vector<ReturnedValue> returns;
  Capabilities capabilities;
  Mistakes findings;
  TypeId context = types::kUnknown;
};

Inference infer(const SyntaxTree& tree, const Binding& binding, const Setting& setting);

// What a script that was looked at gives to later ones.
ScriptData dataOf(std::string id, const Inference& inference);

}  // namespace sluice::language
