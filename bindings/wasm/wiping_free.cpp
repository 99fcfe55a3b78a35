// Freed memory is zeroed. Keys and secret values pass through strings, JSON documents and call arguments on their way;
// wiping each of those by hand would be forgotten somewhere. emmalloc's own `free` is weak, so this one replaces it,
// for operator delete and for the buffers that the JavaScript side allocates as well.
#include <cstddef>
#include <cstring>

extern "C" {

void emmalloc_free(void* block);
std::size_t emmalloc_usable_size(void* block);

void free(void* block) {
  if (block == nullptr) return;
  std::memset(block, 0, emmalloc_usable_size(block));
  asm volatile("" : : "r"(block) : "memory");  // keeps the store that nobody reads
  emmalloc_free(block);
}

}  // extern "C"
