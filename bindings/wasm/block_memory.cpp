// memcpy, memmove and memset. For an engine linked with -Oz Emscripten has versions that go byte by byte, which makes
// a trivial trigger a quarter slower; these take eight bytes at a time and leave large blocks to the instructions of
// the bulk-memory proposal. Compiled without built-in functions, or the loops would become calls of themselves; the two
// __builtin_ calls below become those instructions.
#include <cstddef>
#include <cstdint>

namespace {

// From here on one memory.copy or memory.fill, which is a call out of the compiled code, beats a loop (measured in V8).
constexpr std::size_t kBulkBytes = 256;
constexpr std::size_t kWord = sizeof(std::uint64_t);

struct __attribute__((packed, may_alias)) Word {
  std::uint64_t bytes;
};

Word& wordAt(unsigned char* at) { return *reinterpret_cast<Word*>(at); }
const Word& wordAt(const unsigned char* at) { return *reinterpret_cast<const Word*>(at); }

}  // namespace

extern "C" {

// The last word may overlap the one before it, which saves a loop for what is left over.
void* memcpy(void* to, const void* from, std::size_t size) {
  if (size >= kBulkBytes) return __builtin_memcpy(to, from, size);
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  if (size < kWord) {
    for (; size > 0; --size) *out++ = *in++;
    return to;
  }
  const std::size_t last = size - kWord;
  for (std::size_t at = 0; at < last; at += kWord) wordAt(out + at) = wordAt(in + at);
  wordAt(out + last) = wordAt(in + last);
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  const std::size_t distance = reinterpret_cast<std::uintptr_t>(to) - reinterpret_cast<std::uintptr_t>(from);
  const bool apart = distance >= size && std::size_t{0} - distance >= size;
  return apart ? memcpy(to, from, size) : __builtin_memmove(to, from, size);
}

void* memset(void* to, int byte, std::size_t size) {
  if (size >= kBulkBytes) return __builtin_memset(to, byte, size);
  auto* out = static_cast<unsigned char*>(to);
  if (size < kWord) {
    for (; size > 0; --size) *out++ = static_cast<unsigned char>(byte);
    return to;
  }
  const Word word = {static_cast<unsigned char>(byte) * 0x0101010101010101u};
  const std::size_t last = size - kWord;
  for (std::size_t at = 0; at < last; at += kWord) wordAt(out + at) = word;
  wordAt(out + last) = word;
  return to;
}

}  // extern "C"
