#include "batch.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <vector>

namespace sluice::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t nanosecondsSince(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
}

void writeResult(const std::vector<std::int64_t>& times, bool same, const std::string& answer) {
  std::cout << "{\"nanoseconds\":[";
  for (std::size_t index = 0; index < times.size(); ++index) std::cout << (index ? "," : "") << times[index];
  std::cout << "],\"same\":" << (same ? "true" : "false") << ",\"answer\":" << answer << "}" << std::endl;
}

void run(const std::string& size, const Sample& sample, const Answer& answer) {
  std::size_t samples = 0;
  std::int64_t milliseconds = 0;
  if (!(std::istringstream(size) >> samples >> milliseconds) || samples == 0) giveUp("run what: " + size);

  std::vector<std::int64_t> times;
  times.reserve(samples);
  std::string first, last;
  bool same = true;
  const Clock::time_point begun = Clock::now();
  while (times.size() < samples) {
    const Clock::time_point start = Clock::now();
    std::string text = sample();
    times.push_back(nanosecondsSince(start));
    last = answer(text);
    if (times.size() == 1) first = last;
    same = same && last == first;
    if (milliseconds > 0 && nanosecondsSince(begun) > milliseconds * 1'000'000) break;
  }
  writeResult(times, same, last);
}

}  // namespace

void serve(const std::map<std::string, Command>& commands, const Sample& sample, const Answer& answer) {
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::size_t space = line.find(' ');
    const std::string word = line.substr(0, space);
    const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
    if (word == "run") {
      run(rest, sample, answer);
    } else if (const auto command = commands.find(word); command != commands.end()) {
      command->second(rest);
    } else {
      giveUp("unknown command: " + word);
    }
  }
}

void giveUp(const std::string& message) {
  std::cerr << message << std::endl;
  std::exit(1);
}

}  // namespace sluice::bench
