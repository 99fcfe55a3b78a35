#include "pattern/character_set.h"

#include <algorithm>
#include <utility>

namespace sluice::pattern {

namespace {

// The bits of A to Z in the upper half of the ASCII bitmap; a to z lie kCaseBit above them.
constexpr std::uint64_t kUpper = 0x07FFFFFE;
constexpr std::uint64_t kLower = kUpper << kCaseBit;

struct NamedSet {
  char letter;
  std::uint64_t ascii[2];
};

constexpr std::uint64_t kDecimal = 0x03FF000000000000;
constexpr NamedSet kNamedSets[] = {
    {'d', {kDecimal, 0}},
    {'s', {0x0000000100003E00, 0}},                      // tab, \n, \v, \f, \r, space
    {'w', {kDecimal, kUpper | kLower | 0x80000000}},     // _
    {'a', {0, kUpper | kLower}},
    {'l', {0, kLower}},
    {'u', {0, kUpper}},
    {'p', {0xFC00FFFE00000000, 0x78000001F8000001}},     // what is printed and neither letter, digit nor space
    {'x', {kDecimal, 0x0000007E0000007E}},
    {'c', {0x00000000FFFFFFFF, 0x8000000000000000}},     // below space, and 127
};

// The bits first … last of a word.
constexpr std::uint64_t bits(Character first, Character last) { return (~0ull >> (63 - last)) & (~0ull << first); }

}  // namespace

bool CharacterSet::named(char letter, CharacterSet& set) {
  for (const NamedSet& each : kNamedSets) {
    if (each.letter != letter) continue;
    set.ascii_[0] |= each.ascii[0];
    set.ascii_[1] |= each.ascii[1];
    return true;
  }
  return false;
}

void CharacterSet::add(Character first, Character last) {
  if (first < 64) ascii_[0] |= bits(first, std::min<Character>(last, 63));
  if (first < kAsciiEnd && last >= 64) {
    ascii_[1] |= bits(std::max<Character>(first, 64) - 64, std::min(last, kAsciiEnd - 1) - 64);
  }
  if (last < kAsciiEnd) return;
  Range added{std::max(first, kAsciiEnd), last};
  auto from = ranges_.begin();
  while (from != ranges_.end() && from->last + 1 < added.first) ++from;
  auto to = from;
  for (; to != ranges_.end() && to->first <= added.last + 1; ++to) {
    added = {std::min(added.first, to->first), std::max(added.last, to->last)};
  }
  ranges_.insert(ranges_.erase(from, to), added);
}

void CharacterSet::add(const CharacterSet& other) {
  ascii_[0] |= other.ascii_[0];
  ascii_[1] |= other.ascii_[1];
  for (const Range& range : other.ranges_) add(range.first, range.last);
}

void CharacterSet::foldCase() {
  ascii_[1] |= (ascii_[1] & kUpper) << kCaseBit | (ascii_[1] & kLower) >> kCaseBit;
}

void CharacterSet::invert() {
  ascii_[0] = ~ascii_[0];
  ascii_[1] = ~ascii_[1];
  std::vector<Range> gaps;
  Character from = kAsciiEnd;
  for (const Range& range : ranges_) {
    if (range.first > from) gaps.push_back({from, range.first - 1});
    from = range.last + 1;
  }
  if (from <= kIllFormed) gaps.push_back({from, kIllFormed});
  ranges_ = std::move(gaps);
}

bool CharacterSet::inRanges(Character character) const {
  std::size_t low = 0;
  for (std::size_t high = ranges_.size(); low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (ranges_[middle].last < character) low = middle + 1;
    else high = middle;
  }
  return low < ranges_.size() && ranges_[low].first <= character;
}

}  // namespace sluice::pattern
