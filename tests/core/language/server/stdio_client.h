// The program sluice-lsp, spoken to as an editor does: a process of its own, and two pipes.
#pragma once

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "lsp/frames.h"

namespace sluice::language {

class StdioClient {
 public:
  StdioClient() {
    int toServer[2];
    int fromServer[2];
    SLUICE_CHECK(pipe(toServer) == 0 && pipe(fromServer) == 0, "no pipes");
    process_ = fork();
    SLUICE_CHECK(process_ >= 0, "no process");
    if (process_ == 0) {
      dup2(toServer[0], STDIN_FILENO);
      dup2(fromServer[1], STDOUT_FILENO);
      for (const int file : {toServer[0], toServer[1], fromServer[0], fromServer[1]}) close(file);
      execl(SLUICE_LSP, SLUICE_LSP, "--stdio", static_cast<char*>(nullptr));
      std::_Exit(127);
    }
    close(toServer[0]);
    close(fromServer[1]);
    out_ = toServer[1];
    in_ = fromServer[0];
  }

  ~StdioClient() {
    if (process_ > 0) {
      kill(process_, SIGKILL);
      finish();
    }
    close(in_);
  }

  StdioClient(const StdioClient&) = delete;
  StdioClient& operator=(const StdioClient&) = delete;

  // Bytes as they are.
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(out_, bytes.data(), bytes.size());
      SLUICE_CHECK(count > 0, "the server does not read");
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void send(std::string_view message) { write(lsp::framed(message)); }

  // The next message; nullopt when the server has ended, or said nothing for a minute.
  std::optional<std::string> next() {
    constexpr int kPatience = 60'000;
    for (;;) {
      if (auto message = frames_.next()) return message;
      pollfd waited{in_, POLLIN, 0};
      if (poll(&waited, 1, kPatience) <= 0) return std::nullopt;
      char bytes[4096];
      const ssize_t count = read(in_, bytes, sizeof bytes);
      if (count <= 0) return std::nullopt;
      frames_.feed({bytes, static_cast<std::size_t>(count)});
    }
  }

  // Says nothing more, and waits for the end. Gives what the process ended with, or minus the signal.
  int finish() {
    if (out_ >= 0) close(out_);
    out_ = -1;
    int status = 0;
    SLUICE_CHECK(waitpid(process_, &status, 0) == process_, "the process is not ours");
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  pid_t process_ = -1;
  int in_ = -1;
  int out_ = -1;
  lsp::FrameReader frames_;
};

}  // namespace sluice::language
