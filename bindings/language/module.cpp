// language.wasm: the language server behind a few functions, for a host that has nothing but WebAssembly. No glue comes
// with it and it needs none: texts are UTF-8 in its memory, and of what it imports nothing has to do anything.
//
// A message goes into room(bytes) and is taken by receive(). receive() and idle() answer how many bytes of messages
// there are at answer(), each ended by a line break, which no message contains; the place is good until the next call.
// A call that traps leaves the instance unusable.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "language/server/server.h"

#define SLUICE_EXPORT(name) __attribute__((export_name(#name))) name

namespace {

using sluice::language::Server;

Server& server() {
  static Server server(SLUICE_VERSION);
  return server;
}

std::string question;
std::string messages;

// A question as large as a pasted script is not kept: most are a few hundred bytes.
constexpr std::size_t kKeptBytes = 64 * 1024;

std::size_t answerWith(const std::vector<std::string>& answers) {
  messages.clear();
  if (messages.capacity() > kKeptBytes) messages.shrink_to_fit();
  for (const std::string& each : answers) {
    messages += each;
    messages += '\n';
  }
  return messages.size();
}

}  // namespace

extern "C" {

char* SLUICE_EXPORT(room)(std::size_t bytes) {
  question.clear();
  if (question.capacity() > kKeptBytes) question.shrink_to_fit();
  question.resize(bytes);
  return question.data();
}

// Says that the message in the room waits and will be received later.
void SLUICE_EXPORT(announce)() { server().announce(question); }

std::size_t SLUICE_EXPORT(receive)() { return answerWith(server().receive(question)); }

std::size_t SLUICE_EXPORT(idle)() { return answerWith(server().idle()); }

const char* SLUICE_EXPORT(answer)() { return messages.data(); }

int SLUICE_EXPORT(hasWork)() { return server().hasWork() ? 1 : 0; }

// -1 until the client has said `exit`.
int SLUICE_EXPORT(exitCode)() { return server().exitCode().value_or(-1); }

}  // extern "C"
