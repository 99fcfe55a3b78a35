// corpus_ratio ROUNDS SECONDS - runs the scripts on its standard input, which NUL separates, in turn, so many times each or
// until that has taken a while. Prints a line for each: the lower quartile of the times of its runs in nanoseconds, and the
// instructions that one was charged. A process that takes more than SECONDS of CPU time besides is ended by SIGXCPU.
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "support/run_corpus.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kEnough{500};

struct Measured {
  std::string code;
  std::vector<Clock::duration> times;
  std::int64_t instructions = 0;
};

// Not the least: the clock of a virtual machine that shares its processors jumps.
Clock::duration lowerQuartile(std::vector<Clock::duration>& times) {
  const auto place = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 4);
  std::nth_element(times.begin(), place, times.end());
  return *place;
}

std::vector<Measured> readScripts() {
  std::vector<Measured> scripts;
  for (std::string code; std::getline(std::cin, code, '\0');) scripts.push_back({code, {}, 0});
  return scripts;
}

}  // namespace

int main(int count, char** arguments) {
  using namespace sluice::tests;
  if (count != 3) return EXIT_FAILURE;
  const int rounds = std::atoi(arguments[1]);
  // The rounds before the last one take less than another second.
  const rlim_t seconds = static_cast<rlim_t>(std::atoi(arguments[2])) + 1;
  const rlimit limit{seconds, seconds + 1};
  if (setrlimit(RLIMIT_CPU, &limit) != 0) return EXIT_FAILURE;
  // Memory stays with the process, as it does in Wasm: what the kernel takes to give and clear pages is left out.
  if (mallopt(M_MMAP_THRESHOLD, 1 << 30) == 0 || mallopt(M_TRIM_THRESHOLD, 1 << 30) == 0) return EXIT_FAILURE;
  const Setting setting = readSetting();
  std::vector<Measured> scripts = readScripts();

  const Clock::time_point begin = Clock::now();
  for (int round = 0; round < rounds && Clock::now() - begin < kEnough; ++round) {
    for (Measured& script : scripts) {
      const Clock::time_point start = Clock::now();
      script.instructions = runCorpusCode(setting, script.code).instructions;
      script.times.push_back(Clock::now() - start);
    }
  }
  for (Measured& script : scripts) {
    const std::int64_t nanoseconds = std::chrono::nanoseconds(lowerQuartile(script.times)).count();
    std::printf("%lld %lld\n", static_cast<long long>(nanoseconds), static_cast<long long>(script.instructions));
  }
  return EXIT_SUCCESS;
}
