// corpus_ratio REPETITIONS SECONDS - runs the script on its standard input so many times, or until that has taken a
// while, and prints the least time of one run in nanoseconds and the instructions that the run was charged. A run that
// takes more than SECONDS of CPU time is ended by a signal.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>

#include "support/run_corpus.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kEnough{500};

}  // namespace

int main(int count, char** arguments) {
  using namespace sluice::tests;
  if (count != 3) return EXIT_FAILURE;
  const int repetitions = std::atoi(arguments[1]);
  // The runs before the last one take less than another second.
  const rlim_t seconds = static_cast<rlim_t>(std::atoi(arguments[2])) + 1;
  const rlimit limit{seconds, seconds};
  if (setrlimit(RLIMIT_CPU, &limit) != 0) return EXIT_FAILURE;
  const Setting setting = readSetting();
  const std::string code{std::istreambuf_iterator<char>(std::cin), {}};

  const Clock::time_point begin = Clock::now();
  auto least = Clock::duration::max();
  std::int64_t instructions = 0;
  for (int i = 0; i < repetitions && Clock::now() - begin < kEnough; ++i) {
    const Clock::time_point start = Clock::now();
    instructions = runCorpusCode(setting, code).instructions;
    least = std::min(least, Clock::now() - start);
  }
  const std::int64_t nanoseconds = std::chrono::nanoseconds(least).count();
  std::printf("%lld %lld\n", static_cast<long long>(nanoseconds), static_cast<long long>(instructions));
  return EXIT_SUCCESS;
}
