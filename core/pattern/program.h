// A compiled pattern: a nondeterministic automaton in Thompson's form (K. Thompson, "Regular expression search
// algorithm", CACM 11(6), 1968), with states for assertions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice::pattern {

// Bounds every cost of a search: its steps by states times characters, its memory by states.
inline constexpr std::size_t kMostStates = 2000;

using StateIndex = std::uint16_t;

enum class StateKind : std::uint8_t {
  Literal,    // consumes one character: next
  Set,        // consumes one of a set: next
  Split,      // next or other
  Assertion,  // next where it holds
  Match,
};

// What can be asserted of a place between two characters, one bit each.
inline constexpr std::uint32_t kTextBegin = 1;
inline constexpr std::uint32_t kTextEnd = 2;
inline constexpr std::uint32_t kWordEdge = 4;
inline constexpr std::uint32_t kNoWordEdge = 8;

struct State {
  StateKind kind;
  std::uint8_t caseBit = 0;  // of Literal: kCaseBit makes its letter, then lower-case, stand for both cases
  StateIndex next = 0;
  StateIndex other = 0;     // of Split
  std::uint32_t value = 0;  // of Literal: the character; of Set: where it is stored; of Assertion: what is asserted
};

struct Program {
  std::vector<State> states;
  std::vector<std::uint32_t> sets;  // one behind the other, as CharacterSet::store leaves them
  StateIndex start = 0;
};

}  // namespace sluice::pattern
