#include "support/child_process.h"

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "base/check.h"

namespace sluice::tests {
namespace {

// Also what a finished child sends last: without it the text was cut off by a crash.
constexpr char kEnd = '\0';

void limitCpuTime(std::chrono::seconds most) {
  const rlimit limit{static_cast<rlim_t>(most.count()), static_cast<rlim_t>(most.count())};
  SLUICE_CHECK(setrlimit(RLIMIT_CPU, &limit) == 0, "no limit of CPU time");
}

[[noreturn]] void answer(int out, const std::function<std::string()>& work) {
  const std::string text = work() + kEnd;
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t count = write(out, text.data() + sent, text.size() - sent);
    if (count <= 0) std::_Exit(EXIT_FAILURE);
    sent += static_cast<std::size_t>(count);
  }
  std::_Exit(EXIT_SUCCESS);  // the parent's test program must not end twice
}

int millisecondsUntil(std::chrono::steady_clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

// What arrives until the pipe closes or time is up, and which of the two it was.
std::pair<std::string, bool> receive(int in, std::chrono::seconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  std::string text;
  for (;;) {
    pollfd waited{in, POLLIN, 0};
    if (poll(&waited, 1, millisecondsUntil(end)) == 0) return {text, false};
    char part[4096];
    const ssize_t count = read(in, part, sizeof part);
    if (count <= 0) return {text, true};
    text.append(part, static_cast<std::size_t>(count));
  }
}

std::string withoutAnswer(int status) {
  // The soft limit sends the one, the hard limit of the same second the other.
  const bool outOfTime = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  if (outOfTime) return "hang: no answer in time";
  if (WIFSIGNALED(status)) return "crash: signal " + std::to_string(WTERMSIG(status));
  return "crash: status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

std::string runInChild(std::chrono::seconds patience, const std::function<std::string()>& work) {
  int ends[2];
  SLUICE_CHECK(pipe(ends) == 0, "no pipe to a child process");
  std::fflush(nullptr);
  const pid_t child = fork();
  SLUICE_CHECK(child >= 0, "no child process");
  if (child == 0) {
    close(ends[0]);
    limitCpuTime(patience);
    answer(ends[1], work);
  }
  close(ends[1]);
  auto [text, closed] = receive(ends[0], 10 * patience);
  close(ends[0]);
  if (!closed) kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  if (text.empty() || text.back() != kEnd) return withoutAnswer(status);
  text.pop_back();
  return text;
}

}  // namespace sluice::tests
