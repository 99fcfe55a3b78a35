// JSON-RPC 2.0 as the Language Server Protocol uses it: what a message says, and how replies are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.h"
#include "json/writer.h"

namespace sluice::language::server {

// The codes of JSON-RPC and of the protocol that this server answers with.
namespace failures {
inline constexpr std::int64_t kParseError = -32700;
inline constexpr std::int64_t kInvalidRequest = -32600;
inline constexpr std::int64_t kMethodNotFound = -32601;
inline constexpr std::int64_t kInvalidParams = -32602;
inline constexpr std::int64_t kServerNotInitialized = -32002;
inline constexpr std::int64_t kRequestCancelled = -32800;
inline constexpr std::int64_t kRequestFailed = -32803;
}  // namespace failures

// Why a request has no result.
struct Failure {
  std::int64_t code;
  std::string message;
};

inline Failure invalidParams(std::string message) { return {failures::kInvalidParams, std::move(message)}; }

// How a request ends: with the result that was written, when this is empty.
using Outcome = std::optional<Failure>;

struct Message {
  json::Value whole;
  std::string id = {};      // as JSON; empty: a notification
  std::string method = {};  // empty: a reply

  // The member `params`, null when there is none.
  const json::Value& params() const;
};

// Reads a message. On a failure `message` has the id as far as one was found.
Outcome readMessage(std::string_view text, Message& message);

// The id of a request as JSON, "null" when it can have none.
std::string idText(const json::Value& id);

// The beginning of a reply; the result comes next, then endObject().
void beginReply(json::Writer& out, std::string_view id);
std::string failureReply(std::string_view id, const Failure& failure);
// The beginning of a notification; its params come next, then endObject().
void beginNotification(json::Writer& out, std::string_view method);

}  // namespace sluice::language::server
