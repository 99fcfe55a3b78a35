#include "pattern/character_set.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace sluice::pattern {

namespace {

// The bits of A to Z in the third word; those of a to z are the same in the fourth.
constexpr std::uint32_t kLetters = 0x07FFFFFE;
constexpr std::uint32_t kDecimal = 0x03FF0000;

struct NamedSet {
  char letter;
  std::uint32_t bits[4];
};

constexpr NamedSet kNamedSets[] = {
    {'d', {0, kDecimal, 0, 0}},
    {'s', {0x00003E00, 1, 0, 0}},  // tab, \n, \v, \f, \r; space
    {'w', {0, kDecimal, kLetters | 0x80000000, kLetters}},  // _
    {'a', {0, 0, kLetters, kLetters}},
    {'l', {0, 0, 0, kLetters}},
    {'u', {0, 0, kLetters, 0}},
    {'p', {0, 0xFC00FFFE, 0xF8000001, 0x78000001}},  // what is printed and neither letter, digit nor space
    {'x', {0, kDecimal, 0x0000007E, 0x0000007E}},
    {'c', {0xFFFFFFFF, 0, 0, 0x80000000}},  // below space; 127
};

// How a set is stored: four words of ASCII, the number of edges, the edges.
constexpr std::size_t kEdgeCount = 4;
constexpr std::size_t kEdges = 5;

// How many of the edges lie at or below `character`.
std::size_t edgesUpTo(const Character* edges, std::size_t count, Character character) {
  std::size_t low = 0;
  while (low < count) {
    const std::size_t middle = (low + count) / 2;
    if (edges[middle] <= character) low = middle + 1;
    else count = middle;
  }
  return low;
}

}  // namespace

bool AsciiSet::named(char letter, AsciiSet& set) {
  for (const NamedSet& each : kNamedSets) {
    if (each.letter != letter) continue;
    std::copy_n(each.bits, 4, set.bits);
    return true;
  }
  return false;
}

void AsciiSet::foldCase() {
  const std::uint32_t letters = (bits[2] | bits[3]) & kLetters;
  bits[2] |= letters;
  bits[3] |= letters;
}

void AsciiSet::invert() {
  for (std::uint32_t& word : bits) word = ~word;
  others = !others;
}

void CharacterSet::add(Character first, Character last) {
  const Character asciiLast = std::min(last, kAsciiEnd - 1);
  for (Character word = first / 32; word <= asciiLast / 32; ++word) {
    const Character low = word == first / 32 ? first % 32 : 0;
    const Character high = word == asciiLast / 32 ? asciiLast % 32 : 31;
    ascii_.bits[word] |= (~0u << low) & (~0u >> (31 - high));
  }
  if (last < kAsciiEnd) return;
  first = std::max(first, kAsciiEnd);
  // Edges within the range go. Where it begins or ends outside of what was held, it has an edge of its own.
  const std::size_t from = edgesUpTo(edges_, edgeCount_, first - 1);
  const std::size_t to = edgesUpTo(edges_, edgeCount_, last + 1);
  Character ends[2];
  std::size_t count = 0;
  if (from % 2 == 0) ends[count++] = first;
  if (to % 2 == 0) ends[count++] = last + 1;
  replaceEdges(from, to, ends, count);
}

void CharacterSet::add(const AsciiSet& set) {
  for (std::size_t i = 0; i < 4; ++i) ascii_.bits[i] |= set.bits[i];
  if (set.others) add(kAsciiEnd, kIllFormed);
}

void CharacterSet::invert() {
  ascii_.invert();
  // The complement has the same edges, save for those at either end of all that there is.
  const std::size_t atBegin = edgeCount_ > 0 && edges_[0] == kAsciiEnd ? 1 : 0;
  replaceEdges(0, atBegin, &kAsciiEnd, 1 - atBegin);
  const Character end = kIllFormed + 1;
  const std::size_t atEnd = edgeCount_ > 0 && edges_[edgeCount_ - 1] == end ? 1 : 0;
  replaceEdges(edgeCount_ - atEnd, edgeCount_, &end, 1 - atEnd);
}

void CharacterSet::replaceEdges(std::size_t from, std::size_t to, const Character* edges, std::size_t count) {
  const std::size_t newCount = edgeCount_ - (to - from) + count;
  SLUICE_CHECK(newCount <= kMostEdges, "a character set has more edges than a pattern can make");
  std::memmove(edges_ + from + count, edges_ + to, (edgeCount_ - to) * sizeof(Character));
  std::copy_n(edges, count, edges_ + from);
  edgeCount_ = newCount;
}

std::uint32_t CharacterSet::store(std::vector<std::uint32_t>& stored) const {
  const std::size_t begin = stored.size();
  stored.resize(begin + kEdges + edgeCount_);
  std::copy_n(ascii_.bits, 4, &stored[begin]);
  stored[begin + kEdgeCount] = static_cast<std::uint32_t>(edgeCount_);
  std::copy_n(edges_, edgeCount_, stored.data() + begin + kEdges);
  return static_cast<std::uint32_t>(begin);
}

bool holdsWide(const std::uint32_t* set, Character character) {
  return edgesUpTo(set + kEdges, set[kEdgeCount], character) % 2 != 0;
}

}  // namespace sluice::pattern
