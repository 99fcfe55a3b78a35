#include "sandbox/arena.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "base/check.h"

#if defined(__SANITIZE_ADDRESS__)
#define SLUICE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLUICE_ASAN 1
#endif
#endif
#ifdef SLUICE_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace sluice::sandbox {

namespace {

// The sanitizer sees one big block; these tell it which parts of it nobody may touch.
void forbid([[maybe_unused]] const void* from, [[maybe_unused]] std::size_t size) {
#ifdef SLUICE_ASAN
  ASAN_POISON_MEMORY_REGION(from, size);
#endif
}

void permit([[maybe_unused]] const void* from, [[maybe_unused]] std::size_t size) {
#ifdef SLUICE_ASAN
  ASAN_UNPOISON_MEMORY_REGION(from, size);
#endif
}

// Not memset alone: the compiler may drop a store to memory that is freed next.
void zero(char* from, std::size_t size) {
  permit(from, size);
  std::memset(from, 0, size);
  asm volatile("" : : "r"(from) : "memory");
}

// As memcpy; free blocks that nobody may touch lie in between.
#ifdef SLUICE_ASAN
__attribute__((no_sanitize("address")))
#endif
void copyWithFreeBlocks(char* to, const char* from, std::size_t size) {
#ifdef SLUICE_ASAN
  for (std::size_t at = 0; at < size; at++) static_cast<volatile char*>(to)[at] = from[at];
#else
  std::memcpy(to, from, size);
#endif
}

}  // namespace

Arena::Arena() : base_(new (std::nothrow) char[kBaseBytes]) {
  if (base_ == nullptr) return;
  book_.next = base_.get();
  book_.end = base_.get() + kBaseBytes;
  forbid(base_.get(), kBaseBytes);
}

Arena::~Arena() {
  while (large_ != nullptr) releaseLarge(large_);
  if (base_ != nullptr) zero(base_.get(), kBaseBytes);
  for (auto& chunk : chunks_) zero(chunk.get(), kChunkBytes);
}

void* Arena::resize(void* block, std::size_t oldSize, std::size_t newSize) {
  if (newSize == 0) {
    if (block != nullptr) release(block, oldSize);
    return nullptr;
  }
  if (block == nullptr) return allocate(newSize, 0);
  const bool shrinks = newSize < oldSize;
  if (rounded(oldSize) == rounded(newSize) || (shrinks && oldSize > kLargestSmall && inBase(block))) return block;
  void* moved = allocate(newSize, isLarge(block, oldSize) ? rounded(oldSize) : 0);
  if (moved == nullptr) return shrinks ? block : nullptr;
  std::memcpy(moved, block, std::min(oldSize, newSize));
  release(block, oldSize);
  return moved;
}

// `returned`: bytes that come back when the new block is there.
void* Arena::allocate(std::size_t size, std::size_t returned) {
  if (size <= kLargestSmall) {
    FreeBlock*& first = book_.free[rounded(size) / kClassBytes - 1];
    if (first != nullptr) {
      FreeBlock* block = first;
      permit(block, rounded(size));
      first = block->next;
      return block;
    }
  }
  const std::size_t bytes = rounded(size);
  if (bytes > cap_ || used_ - returned > cap_ - bytes) return refuse(bytes - returned);
  void* block = bytes <= kLargestSmall || fitsBase(bytes) ? cut(bytes) : allocateLarge(bytes);
  if (block == nullptr) return refuse(bytes - returned);
  used_ += bytes;
  peak_ = std::max(peak_, used_ - returned);
  return block;
}

// While the image is built everything lies in the base; later only what leaves room for the small blocks.
bool Arena::fitsBase(std::size_t bytes) const {
  const bool fits = chunks_.empty() && bytes <= static_cast<std::size_t>(book_.end - book_.next);
  return fits && (image_ == nullptr || bytes <= kLargestInBase);
}

// A new block off the current piece.
void* Arena::cut(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(book_.end - book_.next) && !addChunk()) return nullptr;
  char* block = book_.next;
  book_.next += bytes;
  permit(block, bytes);
  return block;
}

bool Arena::addChunk() {
  std::unique_ptr<char[]> chunk(new (std::nothrow) char[kChunkBytes]);
  if (chunk == nullptr) return false;
  book_.next = chunk.get();
  book_.end = chunk.get() + kChunkBytes;
  forbid(chunk.get(), kChunkBytes);
  chunks_.push_back(std::move(chunk));
  return true;
}

void* Arena::allocateLarge(std::size_t bytes) {
  void* memory = std::malloc(sizeof(Large) + bytes);
  if (memory == nullptr) return nullptr;
  Large* large = new (memory) Large{nullptr, large_, bytes};
  if (large_ != nullptr) large_->previous = large;
  large_ = large;
  return large + 1;
}

void Arena::release(void* block, std::size_t size) {
  if (isLarge(block, size)) return releaseLarge(static_cast<Large*>(block) - 1);
  if (size > kLargestSmall) return;  // in the base: back with the image
  FreeBlock*& first = book_.free[rounded(size) / kClassBytes - 1];
  first = new (block) FreeBlock{first};
  forbid(block, rounded(size));
}

void Arena::releaseLarge(Large* large) {
  if (large->previous != nullptr) large->previous->next = large->next;
  if (large->next != nullptr) large->next->previous = large->previous;
  if (large_ == large) large_ = large->next;
  used_ -= large->bytes;
  zero(reinterpret_cast<char*>(large), sizeof(Large) + large->bytes);
  std::free(large);
}

void* Arena::refuse(std::size_t growth) {
  refused_ = std::uint64_t{used_} + growth;
  return nullptr;
}

void Arena::keepImage() {
  SLUICE_CHECK(image_ == nullptr && chunks_.empty() && large_ == nullptr, "the image does not fit the base");
  imageBytes_ = static_cast<std::size_t>(book_.next - base_.get());
  permit(base_.get(), imageBytes_);
  image_ = std::make_unique<char[]>(imageBytes_);
  std::memcpy(image_.get(), base_.get(), imageBytes_);
  imageBook_ = book_;
}

void Arena::restoreImage() {
  while (large_ != nullptr) releaseLarge(large_);
  const char* end = chunks_.empty() ? book_.next : base_.get() + kBaseBytes;
  for (auto& chunk : chunks_) zero(chunk.get(), kChunkBytes);
  chunks_.clear();
  char* afterImage = base_.get() + imageBytes_;
  zero(afterImage, static_cast<std::size_t>(end - afterImage));
  permit(base_.get(), imageBytes_);
  std::memcpy(base_.get(), image_.get(), imageBytes_);
  book_ = imageBook_;
  forbid(afterImage, kBaseBytes - imageBytes_);
  used_ = peak_ = imageBytes_;
  refused_ = 0;
}

bool Arena::copyTo(Image& image) const {
  if (!chunks_.empty() || large_ != nullptr) return false;
  const auto size = static_cast<std::size_t>(book_.next - base_.get());
  image.bytes_.reset(new (std::nothrow) char[size]);
  if (image.bytes_ == nullptr) return false;
  copyWithFreeBlocks(image.bytes_.get(), base_.get(), size);
  image.size_ = size;
  image.book_ = book_;
  return true;
}

void Arena::restore(const Image& image) {
  permit(base_.get(), image.size_);
  std::memcpy(base_.get(), image.bytes_.get(), image.size_);
  book_ = image.book_;
  used_ = peak_ = image.size_;
}

void Arena::Image::clear() {
  if (bytes_ != nullptr) zero(bytes_.get(), size_);
  bytes_.reset();
}

}  // namespace sluice::sandbox
