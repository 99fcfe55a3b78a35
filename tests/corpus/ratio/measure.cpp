// corpus_ratio REPETITIONS SECONDS - runs the script on its standard input so many times, but no longer than a second,
// and prints the least CPU time of one run in nanoseconds and the instructions that the run was charged. A run that
// takes more than SECONDS of CPU time is ended by a signal.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <iterator>
#include <limits>
#include <string>

#include "support/run_corpus.h"

namespace {

constexpr std::int64_t kEnough = 1'000'000'000;

std::int64_t cpuNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace

int main(int count, char** arguments) {
  using namespace sluice::tests;
  if (count != 3) return EXIT_FAILURE;
  const int repetitions = std::atoi(arguments[1]);
  const auto seconds = static_cast<rlim_t>(std::atoi(arguments[2]));
  const rlimit limit{seconds, seconds};
  if (setrlimit(RLIMIT_CPU, &limit) != 0) return EXIT_FAILURE;
  const Setting setting = readSetting();
  const std::string code{std::istreambuf_iterator<char>(std::cin), {}};

  const std::int64_t begin = cpuNanoseconds();
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t instructions = 0;
  for (int i = 0; i < repetitions && cpuNanoseconds() - begin < kEnough; ++i) {
    const std::int64_t start = cpuNanoseconds();
    instructions = runCorpusCode(setting, code).instructions;
    least = std::min(least, cpuNanoseconds() - start);
  }
  std::printf("%lld %lld\n", static_cast<long long>(least), static_cast<long long>(instructions));
  return EXIT_SUCCESS;
}
