// The language service as a server of the Language Server Protocol 3.17 (docs/language-service.md): JSON-RPC messages
// in, JSON-RPC messages out. It neither reads nor writes anything, has no clock and no threads: a door carries the
// messages (bindings/lsp over standard input and output, the Wasm module in a Worker).
//
// A door gives every message to receive() as it comes and sends what it answers, in order. When no message waits, it
// calls idle() and sends that, as long as hasWork() is true and still no message waits. Scripts are looked at when
// something asks about them, and no text twice, so a burst of changes costs no more than the last of them:
//
//   Server server("1.2.3");
//   while (!server.exitCode()) {
//     if (door.messageWaits() || !server.hasWork()) send(server.receive(door.next()));
//     else send(server.idle());
//   }
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::language {

class Server {
 public:
  // `version` is what clients are told.
  explicit Server(std::string version);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Says that a message waits and will be given to receive() later: a request that it cancels is then not looked into.
  // A door that queues messages calls this for each when it comes; others need not.
  void announce(std::string_view message);

  // Takes one message, which may be any bytes, without the header of a transport. Answers zero or more messages, each
  // one JSON text without line breaks: the reply, if the message is a request, and notifications.
  std::vector<std::string> receive(std::string_view message);

  // Does one piece of the work that was put off, which is at most one look at one script: the diagnostics of a document
  // that have to be told anew. Often answers nothing.
  std::vector<std::string> idle();
  // Whether idle() has something to do.
  bool hasWork() const;

  // What the process is to end with, once the client has said `exit`: 0 after `shutdown`, else 1. Whatever comes later
  // is ignored.
  std::optional<int> exitCode() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice::language
