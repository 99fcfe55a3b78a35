// A pipeline as a client describes it: which scripts run in which order, and where their texts are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "json/value.h"

namespace sluice::language::server {

struct PipelineScript {
  std::string id;
  std::string name;  // for people; may be empty
  std::string uri;
  std::optional<std::string> text;  // counts while the client has not opened the document
};

// How much scripts may be and do: those of the limits catalog that show in a text.
struct ScriptLimits {
  std::uint64_t scriptBytes = catalog::Limits{}.scriptBytes;
  std::uint64_t fetchesPerScript = catalog::Limits{}.fetchesPerScript;
};

struct Pipeline {
  std::string hook;
  catalog::Mode mode = catalog::Mode::Enrichment;
  bool goesOn = false;  // after a script that failed: onError "allow"
  ScriptLimits limits;  // can only lower those of the workspace
  std::vector<std::vector<PipelineScript>> layers;
};

// Reads `limits` of an object: {scriptBytes?, fetchesPerScript?}, counts; `limits` keeps what it has of those that are
// not given, and other members are left alone. On failure false, and `mistake` says what is wrong.
bool readLimits(const json::Value& value, ScriptLimits& limits, std::string& mistake);

// Reads {hook, mode?, onError?, limits?, layers: [[{id, uri, name?, text?}]]}. On failure nullopt, and `mistake` says
// what is wrong.
std::optional<Pipeline> readPipeline(const json::Value& value, std::string& mistake);

}  // namespace sluice::language::server
