// A scripted host with a clock of its own: what a case's "host" member says, over the boundary's calls.
// virtual-host.ts is the same for the package.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "json/value.h"

namespace sluice::tests {

// What every case shares unless its host script says otherwise.
inline constexpr std::int64_t kDefaultNow = 1'700'000'000'000;
inline constexpr const char* kDefaultSeed = "0123456789abcdef";

class VirtualHost {
 public:
  // `script` is the "host" member of a case; it must outlive the host. Like every host it sends at most `maxOpen`
  // requests at a time (limit fetchesInFlight); further ones wait their turn.
  VirtualHost(const json::Value& script, std::size_t maxOpen);

  // Drives an execution from the step that start() answered to the step that ends it. Nothing sleeps: secrets are
  // answered at once; then the clock moves to the earliest due answer, ties by effect id, and exactly that one is
  // supplied; when the engine's own deadline comes first, the clock moves there and the engine is told.
  json::Value drive(json::Value step);

  std::int64_t now() const { return now_; }
  // Every request the engine made, in order, as a JSON array of {url, method, headers, body?}.
  json::Value requests() const;
  // Requests that were open at the same time, at most.
  std::size_t mostOpen() const { return mostOpen_; }
  // What the case forgot, such as an answer for a URL. Anything here fails the case.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  using DueAt = std::pair<std::int64_t, std::int64_t>;  // virtual time, effect id

  void accept(const json::Value& effects);
  void sendQueued();
  void send(const json::Value& fetch);
  std::string answersAfter(std::int64_t waitMs);
  std::string takeSecrets();
  std::string secretReply(const json::Value& effect) const;
  const json::Value* replyTo(const std::string& url) const;

  const json::Value& script_;
  const std::size_t maxOpen_;
  std::int64_t now_;
  std::deque<json::Value> queued_;     // fetches that wait for others to be answered
  std::map<DueAt, std::string> open_;  // the reply of each unanswered request, as JSON
  std::vector<std::string> secrets_;   // replies to secret effects, supplied before any other
  std::vector<std::string> requests_;
  std::vector<std::string> faults_;
  std::size_t mostOpen_ = 0;
};

}  // namespace sluice::tests
