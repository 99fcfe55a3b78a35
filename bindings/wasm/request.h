// Reading what the host sends across the boundary.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "helpers/effect.h"
#include "json/value.h"
#include "secrets/escape.h"
#include "secrets/sealing.h"

namespace sluice::boundary {

// Any JSON text; a faulty one is an error of the given code.
Result<json::Value> readRequest(std::string_view text, catalog::ErrorCode code);

struct Supply {
  std::int64_t now = 0;
  bool expired = false;
  std::vector<helpers::EffectReply> replies;
};
Result<Supply> readSupply(std::string_view text);

// A text of a request that is about to leave.
struct Outgoing {
  std::string text;
  bool carried = false;  // to a new origin: no secret goes along
  secrets::Escape escape = secrets::Escape::None;
};
struct Reveal {
  std::string host;
  std::vector<Outgoing> texts;
};
Result<Reveal> readReveal(const std::string& text);

Result<std::vector<std::string>> readTexts(const std::string& text);

struct Seal {
  secrets::SealRequest request;
  // In place of a value: the record that has it.
  std::optional<json::Value> record;
  std::int64_t minVersion = 1;
};
Result<Seal> readSeal(const std::string& text);

struct Pointer {
  std::string trigger;
  std::string planHash;
  std::int64_t revision = 0;
  std::string kid;  // empty when there is none yet
  std::string mac;
};
Result<Pointer> readPointer(const std::string& text);

}  // namespace sluice::boundary
