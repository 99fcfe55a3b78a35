// Work in a process of its own, so that a hang or a crash of it is an answer and not the end of the test program.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace sluice::tests {

// Forks, and gives the text that `work` answered in the child. When it took more CPU time than `patience`, or ten times
// that by the clock, the child is ended and the text begins with "hang"; when it died, with "crash". The caller must
// have no other threads.
std::string runInChild(std::chrono::seconds patience, const std::function<std::string()>& work);

}  // namespace sluice::tests
