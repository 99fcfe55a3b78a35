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

struct Pipeline {
  std::string hook;
  catalog::Mode mode = catalog::Mode::Enrichment;
  bool goesOn = false;  // after a script that failed: onError "allow"
  std::vector<std::vector<PipelineScript>> layers;
};

// Reads {hook, mode?, onError?, layers: [[{id, uri, name?, text?}]]}. On failure nullopt, and `mistake` says what is
// wrong.
std::optional<Pipeline> readPipeline(const json::Value& value, std::string& mistake);

}  // namespace sluice::language::server
