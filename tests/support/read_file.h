#pragma once

#include <filesystem>
#include <string>

namespace sluice::tests {

// The bytes of a file that belongs to the tests. Ends the test program when it cannot be read.
std::string readFile(const std::filesystem::path& path);

}  // namespace sluice::tests
