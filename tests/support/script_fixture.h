// Runs one script as a plan of its own, without a host, and shows what became of it.
#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "json/value.h"

namespace sluice::tests {

struct Ran {
  std::string outcome;  // JSON
  json::Value trace;
  // The script's own span.
  std::string errorCode;  // empty: none
  std::string message;
  std::int64_t line = 0;
  std::int64_t instructions = 0;
  std::string data;  // JSON of outcome.data, empty when denied
  json::Value profile;  // [{line, instructions, bytes}] with RunOptions::profile
};

struct RunOptions {
  std::string context = R"({"user":{"name":"Ada","tags":["a","b"]},"empty":[],"n":3})";
  catalog::Limits limits = {};
  bool profile = false;
};

// The script must not need the host.
Ran runScript(std::string_view code, const RunOptions& options = {});

// The JSON of the value that `expression` has inside a script.
std::string evaluate(std::string_view expression, const RunOptions& options = {});

}  // namespace sluice::tests
