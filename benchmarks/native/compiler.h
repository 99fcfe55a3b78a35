// The command that every counted program answers: which compiler made it, because counted instructions depend on it.
#pragma once

#include <iostream>
#include <string>

namespace sluice::bench {

// Answers as in "GNU 12".
inline void printCompiler(const std::string&) {
#if defined(__clang__)
  std::cout << "Clang " << __clang_major__ << std::endl;
#else
  std::cout << "GNU " << __GNUC__ << std::endl;
#endif
}

}  // namespace sluice::bench
