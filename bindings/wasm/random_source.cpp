#include "wasm/random_source.h"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "base/check.h"

namespace sluice::boundary {

namespace {

constexpr std::size_t kMaxBytes = 256;  // of one getentropy call (POSIX.1-2024)

const char* name() { return "getentropy"; }

void fill(void* const buffer, const std::size_t size) {
  auto* bytes = static_cast<unsigned char*>(buffer);
  for (std::size_t done = 0; done < size;) {
    const std::size_t part = std::min(size - done, kMaxBytes);
    SLUICE_CHECK(getentropy(bytes + done, part) == 0, "the host has no randomness");
    done += part;
  }
}

std::uint32_t word() {
  std::uint32_t value = 0;
  fill(&value, sizeof value);
  return value;
}

randombytes_implementation source = {name, word, nullptr, nullptr, fill, nullptr};

}  // namespace

void installRandomSource() { randombytes_set_implementation(&source); }

}  // namespace sluice::boundary
