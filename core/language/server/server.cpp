#include "language/server/server.h"

#include <algorithm>

#include "base/check.h"
#include "base/concat.h"
#include "language/server/diagnostics.h"
#include "language/server/methods.h"
#include "language/server/methods_documents.h"
#include "language/server/methods_scripts.h"

namespace sluice::language {

namespace {

using namespace server;

enum class Phase : std::uint8_t { Before, Running, ShutDown, Exited };

template <typename Entry>
const Entry* entryOf(std::span<const Entry> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& each) { return each.name == name; });
  return found == table.end() ? nullptr : &*found;
}

constexpr std::string_view kCancel = "$/cancelRequest";

// The id of the request that the message cancels, as JSON; empty when it names none.
std::string cancelledBy(const Message& message) {
  const json::Value* id = message.params().find("id");
  return id == nullptr ? std::string() : idText(*id);
}

std::string logMessage(std::string_view text) {
  constexpr std::int64_t kWarning = 2;
  json::Writer out;
  beginNotification(out, "window/logMessage");
  out.beginObject().member("type", kWarning).member("message", text).endObject().endObject();
  return out.take();
}

void writeCapabilities(json::Writer& out, const Client& client) {
  out.beginObject().member("positionEncoding", client.encoding == Encoding::Utf8 ? "utf-8" : "utf-16");
  // Whole texts and changes of ranges (2), with opening and closing.
  out.memberRaw("textDocumentSync", R"({"openClose":true,"change":2})");
  for (const Method& method : methods()) {
    if (method.capability.empty()) continue;
    out.key(method.capability);
    method.describe != nullptr ? method.describe(out) : static_cast<void>(out.raw(method.value));
  }
  if (client.pullsDiagnostics) describeDiagnostics(out.plainKey("diagnosticProvider"));
  out.endObject();
}

}  // namespace

struct Server::State {
  std::string version;
  Phase phase = Phase::Before;
  bool wasShutDown = false;
  Client client = {};
  Workspace workspace = {};
  std::vector<std::string> cancelled = {};  // ids of requests that a message which waits cancels
  std::vector<std::string> out = {};

  void take(std::string_view text) {
    Message message;
    if (const Outcome failure = readMessage(text, message)) {
      out.push_back(failureReply(message.id, *failure));
    } else if (message.method == "exit") {
      phase = Phase::Exited;
    } else if (!message.id.empty() && !message.method.empty()) {
      answer(message);
    } else if (message.method == kCancel) {
      std::erase(cancelled, cancelledBy(message));
    } else if (phase == Phase::Running) {
      notify(message);
    }
  }

  void answer(const Message& message) {
    json::Writer reply;
    beginReply(reply, message.id);
    const std::size_t size = reply.size();
    const Outcome failure = result(message, reply);
    SLUICE_CHECK(failure || reply.size() > size, "a method without a result");
    out.push_back(failure ? failureReply(message.id, *failure) : reply.endObject().take());
  }

  Outcome result(const Message& message, json::Writer& reply) {
    if (phase == Phase::ShutDown) return Failure{failures::kInvalidRequest, "the server was shut down"};
    if (message.method == "initialize") return initialize(message.params(), reply);
    if (phase == Phase::Before) return Failure{failures::kServerNotInitialized, "initialize comes first"};
    if (std::find(cancelled.begin(), cancelled.end(), message.id) != cancelled.end()) {
      return Failure{failures::kRequestCancelled, "the client cancelled it"};
    }
    if (message.method == "shutdown") {
      phase = Phase::ShutDown;
      wasShutDown = true;
      reply.null();
      return std::nullopt;
    }
    const Method* method = entryOf(methods(), message.method);
    if (method == nullptr) {
      return Failure{failures::kMethodNotFound, concat({"there is no method ", message.method})};
    }
    Request request{workspace, client, message.params()};
    if (auto failure = readTarget(method->wants, request)) return failure;
    return method->answer(request, reply);
  }

  Outcome initialize(const json::Value& params, json::Writer& reply) {
    if (phase != Phase::Before) return Failure{failures::kInvalidRequest, "the server is initialized"};
    if (!params.isObject()) return invalidParams("params must be an object");
    client = readClient(params);
    workspace.setHook(client.hook);
    if (const json::Value* options = params.get("initializationOptions")) {
      if (const Outcome failure = readWorkspace(workspace, *options)) {
        return Failure{failure->code, concat({"initializationOptions: ", failure->message})};
      }
    }
    phase = Phase::Running;
    writeCapabilities(reply.beginObject().plainKey("capabilities"), client);
    reply.plainKey("serverInfo").beginObject().member("name", "sluice-lsp").member("version", version);
    reply.endObject().endObject();
    return std::nullopt;
  }

  void notify(const Message& message) {
    const Notification* known = entryOf(notifications(), message.method);
    if (known == nullptr) return;
    if (const Outcome failure = known->take(workspace, client, message.params(), out)) {
      out.push_back(logMessage(concat({message.method, ": ", failure->message})));
    }
  }

  // The script whose diagnostics are told next: what was edited last comes first.
  Script* next() const {
    Script* found = nullptr;
    for (const auto& each : workspace.scripts()) {
      if (each->isDue && (found == nullptr || each->changedAt > found->changedAt)) found = each.get();
    }
    return found;
  }

  void tell(Script& script) {
    script.isDue = false;
    json::Writer list;
    writeDiagnostics(list, workspace, client, script);
    std::string told = concat({script.version, list.text()});
    if (told == script.told) return;
    out.push_back(publication(script, list.text()));
    script.told = std::move(told);
  }
};

Server::Server(std::string version) : state_(std::make_unique<State>()) { state_->version = std::move(version); }

Server::~Server() = default;

void Server::announce(std::string_view text) {
  constexpr std::size_t kLongest = 1000;  // that is looked into
  if (text.size() > kLongest || text.find(kCancel) == std::string_view::npos) return;
  Message message;
  const Outcome failure = readMessage(text, message);
  if (failure || message.method != kCancel) return;
  if (std::string id = cancelledBy(message); !id.empty()) state_->cancelled.push_back(std::move(id));
}

std::vector<std::string> Server::receive(std::string_view message) {
  if (state_->phase != Phase::Exited) state_->take(message);
  return std::exchange(state_->out, {});
}

std::vector<std::string> Server::idle() {
  if (!hasWork()) return {};
  Script& script = *state_->next();
  if (state_->workspace.advance(script)) state_->tell(script);
  return std::exchange(state_->out, {});
}

bool Server::hasWork() const {
  return state_->phase == Phase::Running && !state_->client.pullsDiagnostics && state_->next() != nullptr;
}

std::optional<int> Server::exitCode() const {
  if (state_->phase != Phase::Exited) return std::nullopt;
  return state_->wasShutDown ? 0 : 1;
}

}  // namespace sluice::language
