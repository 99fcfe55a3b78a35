// Builds a program from the inside out. A fragment is a piece of it whose exits lead nowhere yet; until they do, each
// exit holds the next one of its fragment, so that nothing is searched and each is written twice at most (R. Cox,
// "Regular Expression Matching Can Be Simple And Fast", 2007). Cost: linear in the states made.
#pragma once

#include <cstddef>
#include <cstdint>

#include "pattern/program.h"

namespace sluice::pattern {

// An exit: twice the index of its state, and one more when it is `other`.
using Exit = std::uint16_t;

struct Fragment {
  StateIndex entry = 0;
  Exit first = 0;  // of the list of exits
  Exit last = 0;
  bool empty = true;  // matches the empty text and has no states; the rest is meaningless
};

struct Repetition {
  std::size_t least = 0;
  std::size_t most = 0;
};
inline constexpr std::size_t kUnbounded = SIZE_MAX;

class Fragments {
 public:
  // `program` must outlive this, and have no states that others made.
  explicit Fragments(Program& program) : program_(program) {}

  Fragment one(const State& state);
  Fragment sequence(const Fragment& before, const Fragment& after);
  Fragment choice(const Fragment& first, const Fragment& second);
  // What `repeat` would add to the states from `begin` on. Meaningful while least and most stay below 2^15.
  std::size_t statesFor(const Repetition& repetition, StateIndex begin) const;
  // Precondition: the states of `body` are exactly those from `begin` on. Those that are not needed are dropped.
  Fragment repeat(const Fragment& body, const Repetition& repetition, StateIndex begin);
  // Makes `whole` the program.
  void finish(const Fragment& whole);

  StateIndex size() const { return static_cast<StateIndex>(program_.states.size()); }

 private:
  StateIndex append(const State& state);
  StateIndex& target(Exit exit);
  // Lets the exits lead to `state`.
  void connect(const Fragment& fragment, StateIndex state);
  Fragment split(StateIndex next);
  Fragment loop(const Fragment& body, bool required);
  void copyStates(StateIndex begin, StateIndex end, std::size_t distance);

  Program& program_;
};

}  // namespace sluice::pattern
