// Freed memory is zeroed. Keys and secret values pass through strings, JSON documents and call arguments on their way;
// wiping each of those by hand would be forgotten somewhere. emmalloc's own `malloc` and `free` are weak, so these
// replace them, for operator new and delete and for the buffers that the JavaScript side allocates as well.
//
// The smallest blocks are not given back at once: a trigger makes and drops some hundred of them, and emmalloc, which
// merges each with its neighbours and takes it apart again, needs longer for that than the script of a small trigger.
#include <cstddef>
#include <cstring>
#include <new>

namespace {

constexpr std::size_t kClassBytes = 16;
constexpr std::size_t kClasses = 16;
constexpr std::size_t kMostKept = 32;  // of each class: 68 KB in all

struct Block {
  Block* next;
};

// Free blocks of at least (index + 1) * kClassBytes.
struct Class {
  Block* first;
  std::size_t count;
};
Class classes[kClasses];

}  // namespace

extern "C" {

void* emmalloc_malloc(std::size_t bytes);
void emmalloc_free(void* block);
std::size_t emmalloc_usable_size(void* block);

void* malloc(std::size_t bytes) {
  const std::size_t index = bytes == 0 ? 0 : (bytes - 1) / kClassBytes;
  if (index >= kClasses) return emmalloc_malloc(bytes);
  Class& kept = classes[index];
  if (kept.first == nullptr) return emmalloc_malloc((index + 1) * kClassBytes);
  Block* block = kept.first;
  kept.first = block->next;
  --kept.count;
  block->next = nullptr;
  return block;
}

void free(void* block) {
  if (block == nullptr) return;
  const std::size_t bytes = emmalloc_usable_size(block);
  std::memset(block, 0, bytes);
  asm volatile("" : : "r"(block) : "memory");  // keeps the store that nobody reads
  const std::size_t index = bytes / kClassBytes - 1;
  if (index >= kClasses || classes[index].count == kMostKept) return emmalloc_free(block);
  Class& kept = classes[index];
  kept.first = new (block) Block{kept.first};
  ++kept.count;
}

}  // extern "C"
