// Runs a script in the engine with a host that answers everything, and tells what it reached for.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.h"

namespace sluice::tests {

struct WatchedRun {
  std::set<std::string> secrets;
  std::set<std::string> urls;
  std::string errorCode;  // empty: none
  std::string message;
  std::int64_t line = 0;
  std::string outcome;  // JSON
  std::string data;     // JSON of outcome.data; empty when there is none
};

WatchedRun watch(std::string_view code, std::string_view trigger, std::string_view context,
                 const catalog::Limits& limits = {});

}  // namespace sluice::tests
