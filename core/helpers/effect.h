// What only the host can do, as data: requests go out of the engine, replies come back in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "json/value.h"
#include "json/writer.h"
#include "trace/recorder.h"

namespace sluice::helpers {

enum class EffectKind : std::uint8_t { Fetch, Secret, RateLimit };

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Effect {
  std::uint32_t id = 0;  // unique within the execution
  EffectKind kind = EffectKind::Fetch;
  std::string scriptId;
  trace::SpanRef span = trace::kNoSpan;  // the fetch's span

  // Fetch
  std::string url;
  std::string method;
  Headers headers;
  std::optional<std::string> body;
  // Secret
  std::string name;
  std::int64_t minVersion = 1;
  // RateLimit
  std::string key;
  std::int64_t limit = 0;
  std::int64_t windowMs = 0;
};

// The wire form of bindings/wasm/boundary.h.
void writeEffect(const Effect& effect, json::Writer& out);

struct EffectReply {
  std::uint32_t id = 0;
  bool ok = false;
  catalog::ErrorCode code = catalog::ErrorCode::HelperError;  // when not ok
  std::string message;                                        // when not ok
  json::Value value;                                          // when ok
};

// Reads one reply; nullopt when it has no usable id. A reply of any other wrong form becomes a failure of its effect,
// so that a faulty host ends as an error of the script that asked.
std::optional<EffectReply> readReply(const json::Value& json);

}  // namespace sluice::helpers
