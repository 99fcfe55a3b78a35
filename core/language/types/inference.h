// The types of a script's expressions and variables, what a run of it can return, and what is wrong with its types.
#pragma once

#include <cstdint>
#include <optional>
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

// What scripts may fetch: FetchPolicy of the package.
struct FetchRules {
  std::vector<std::uint16_t> ports = {443, 8443};
  std::optional<std::vector<std::string>> hosts = {};  // names, or "*.name" for all below it; no list: any public host
};

// A secret that goes nowhere but to these hosts: names, or "*.name" for all below it. The script gets a placeholder.
struct BoundSecret {
  std::string name;
  std::vector<std::string> hosts;
};

// Where a script stands.
struct Setting {
  std::string hook;                              // a hook of the catalog, or any other trigger
  std::vector<std::vector<ScriptData>> earlier;  // layers before, in plan order; empty in the first layer
  bool isPipeline = false;                       // whether `earlier` is known
  std::uint64_t scriptBytes = catalog::Limits{}.scriptBytes;
  std::uint64_t fetches = catalog::Limits{}.fetchesPerScript;
  std::optional<std::vector<std::string>> secrets = {};   // the names there are; none given: unknown
  std::vector<BoundSecret> bound = {};                    // those of them that are bound to hosts
  std::optional<std::vector<std::string>> settings = {};  // likewise, of helpers.env
  FetchRules fetch = {};
  std::vector<ScriptData> beside = {};  // the other scripts of its layer, in plan order
  std::size_t place = 0;                // how many of these come before it
  bool isLast = false;                  // no later script reads its data
  std::vector<std::string> later = {};  // the ids of the scripts of later layers
};

// One way that the script ends.
struct ReturnedValue {
  TypeId type = types::kNil;
  Span span = {};  // of the value; empty where the script ends without a return
};

// Something that a script reaches for: names as far as they stand in the script.
struct Reached {
  std::vector<std::string> names;  // sorted, each once
  bool unbounded = false;          // others may be reached too: names that are made when it runs
};

// All that a run of the script can reach (rules/capabilities.h): whatever it does is listed or unbounded.
struct Capabilities {
  Reached secrets;
  Reached settings;                  // helpers.env
  Reached hosts;                     // of the URLs that it fetches; redirects may lead to others
  std::vector<std::string> helpers;  // sorted, as in "json.encode"
  bool anyHelper = false;            // others than these may be reached too
  Reached context;                   // fields that are read, as in "request.ip"; what is below a field is read with it
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
