#include "lsp/door.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <string_view>
#include <vector>

#include "language/server/server.h"
#include "lsp/frames.h"

namespace sluice::lsp {

namespace {

class Door {
 public:
  Door(int in, int out, std::string version) : in_(in), out_(out), server_(std::move(version)) {}

  int serve() {
    while (!server_.exitCode()) {
      readWaiting();
      if (!waiting_.empty()) {
        const std::string message = std::move(waiting_.front());
        waiting_.pop_front();
        send(server_.receive(message));
      } else if (server_.hasWork()) {
        send(server_.idle());
      } else if (isEnded_) {
        server_.receive(R"({"jsonrpc":"2.0","method":"exit"})");
      }
    }
    return isBroken_ ? 1 : *server_.exitCode();
  }

 private:
  // Takes in what has arrived, as far as somebody types ahead; waits for it only when there is nothing else to do.
  void readWaiting() {
    constexpr std::size_t kMostWaiting = 1000;
    while (!isEnded_ && waiting_.size() < kMostWaiting) {
      const bool isBusy = !waiting_.empty() || server_.hasWork();
      pollfd waited{in_, POLLIN, 0};
      const int ready = poll(&waited, 1, isBusy ? 0 : -1);
      if (ready < 0 && errno == EINTR) continue;
      if (ready == 0) return;
      readOnce();
    }
  }

  void readOnce() {
    char bytes[64 << 10];
    const ssize_t count = read(in_, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) {
      isEnded_ = true;
      return;
    }
    frames_.feed({bytes, static_cast<std::size_t>(count)});
    while (auto message = frames_.next()) {
      server_.announce(*message);
      waiting_.push_back(std::move(*message));
    }
  }

  // When nobody reads any more, neither will anybody write.
  void send(const std::vector<std::string>& messages) {
    for (const std::string& message : messages) {
      const std::string frame = framed(message);
      std::string_view left = frame;
      while (!left.empty() && !isBroken_) {
        const ssize_t count = write(out_, left.data(), left.size());
        if (count >= 0) {
          left.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
          isBroken_ = isEnded_ = true;
          waiting_.clear();
        }
      }
    }
  }

  int in_;
  int out_;
  language::Server server_;
  FrameReader frames_;
  std::deque<std::string> waiting_;
  bool isEnded_ = false;   // nothing more comes in
  bool isBroken_ = false;  // nothing more goes out
};

}  // namespace

int serve(int in, int out, std::string version) { return Door(in, out, std::move(version)).serve(); }

}  // namespace sluice::lsp
