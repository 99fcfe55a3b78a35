// The memory of one VM. What a VM is when it is new, its image, lies at the start of one contiguous piece; copying the
// image back takes away everything that happened since, bit for bit, in the time of one memcpy.
//
//   base:  [ image | small and middling blocks of the run … | free ]     kBaseBytes, allocated once
//   more:  chunks for small blocks, and large blocks of their own        from the heap, until the run is over
//
// Small blocks come in classes of 16 bytes with a free list each. What is counted is what was ever taken, rounded to
// classes, minus large blocks that were given back: the cap bounds what the run really occupies.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sluice::sandbox {

class Arena {
 public:
  // Everything that was allocated at one moment. Zeroed when it goes.
  class Image;

  Arena();
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // As lua_Alloc: growth may be refused (nullptr, and refused() tells), shrinking never is.
  void* resize(void* block, std::size_t oldSize, std::size_t newSize);

  // What is allocated now becomes the image. Once, and only while everything lies in the base.
  void keepImage();
  // Back to the image: whatever came later is zeroed and given back. Precondition: keepImage() was called.
  void restoreImage();

  // Into an empty `image`; false, and nothing kept, when not everything lies in the base or memory is short.
  bool copyTo(Image& image) const;
  // As it was when the image was copied. Precondition: the image is this arena's, and nothing came after
  // restoreImage().
  void restore(const Image& image);

  // Bytes that may be in use at once, the image included.
  void setCap(std::size_t bytes) { cap_ = bytes; }
  std::size_t used() const { return used_; }
  std::size_t peak() const { return peak_; }
  // What would have been in use had the last refused request been granted; 0 when none was since the image.
  std::uint64_t refused() const { return refused_; }

 private:
  static constexpr std::size_t kClassBytes = 16;
  static constexpr std::size_t kClasses = 32;
  static constexpr std::size_t kLargestSmall = kClassBytes * kClasses;
  static constexpr std::size_t kLargestInBase = 4096;

  struct FreeBlock {
    FreeBlock* next;
  };
  // Where new blocks come from. Restored with the image.
  struct Book {
    char* next;  // first free byte of the piece that small blocks are cut from
    char* end;
    std::array<FreeBlock*, kClasses> free;
  };
  struct alignas(kClassBytes) Large {
    Large* previous;
    Large* next;
    std::size_t bytes;  // of the block that follows
  };

  static std::size_t rounded(std::size_t size) { return (size + kClassBytes - 1) / kClassBytes * kClassBytes; }
  bool inBase(const void* block) const { return block >= base_.get() && block < base_.get() + kBaseBytes; }
  // Has a heap block of its own.
  bool isLarge(const void* block, std::size_t size) const { return size > kLargestSmall && !inBase(block); }

  void* allocate(std::size_t size, std::size_t returned);
  bool fitsBase(std::size_t bytes) const;
  void* cut(std::size_t bytes);
  bool addChunk();
  void* allocateLarge(std::size_t bytes);
  void release(void* block, std::size_t size);
  void releaseLarge(Large* large);
  void* refuse(std::size_t growth);

  static constexpr std::size_t kBaseBytes = 64 * 1024;
  static constexpr std::size_t kChunkBytes = 32 * 1024;

  std::unique_ptr<char[]> base_;
  Book book_ = {};
  Book imageBook_ = {};
  std::unique_ptr<char[]> image_;
  std::size_t imageBytes_ = 0;
  Large* large_ = nullptr;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t cap_ = kBaseBytes;
  std::size_t used_ = 0;
  std::size_t peak_ = 0;
  std::uint64_t refused_ = 0;
};

class Arena::Image {
 public:
  Image() = default;
  ~Image() { clear(); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  void clear();

 private:
  friend class Arena;

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  Book book_ = {};
};

}  // namespace sluice::sandbox
