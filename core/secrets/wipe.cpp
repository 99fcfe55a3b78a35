#include "secrets/wipe.h"

#include <sodium.h>

#include <algorithm>

namespace sluice::secrets {
namespace {

constexpr std::size_t kSurelyOnHeap = 64;  // more than any standard library keeps inside of a string

}  // namespace

std::string heapString(std::size_t capacity) {
  std::string text;
  text.reserve(std::max(capacity, kSurelyOnHeap));
  return text;
}

void wipe(std::string& text) {
  text.resize(text.capacity());
  sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace sluice::secrets
