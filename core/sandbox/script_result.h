// What a script returned, read raw and checked against the rules for results: nothing, or a table
// {allowed?: boolean, error?: string, code?: string, data?: table that becomes an object}.
#pragma once

#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "lua.h"
#include "plan/merge.h"
#include "sandbox/json_text.h"
#include "sandbox/run_error.h"

namespace sluice::sandbox {

struct ScriptResult {
  bool allowed = true;
  std::string error;  // empty: the script gave none
  std::string code;   // empty: the script gave none
  std::optional<plan::ObjectSlices> data;
};

// Reads the value at `index`. All of it is checked, also the data of a deny. Raises for lack of memory
// only; call it protected. An error has the code invalid_result or limit_output.
std::optional<RunError> readResult(lua_State* L, int index, const catalog::Limits& limits, const SecretFinder& secrets,
                                   ScriptResult& result);

}  // namespace sluice::sandbox
