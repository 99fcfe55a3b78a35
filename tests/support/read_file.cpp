#include "support/read_file.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/check.h"

namespace sluice::tests {

std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) std::fprintf(stderr, "cannot read %s\n", path.c_str());
  SLUICE_CHECK(file.good(), "a file of the tests cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace sluice::tests
