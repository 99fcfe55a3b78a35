#include "pattern/fragments.h"

namespace sluice::pattern {

namespace {

// Set in a target that is the next exit of a list. Indices of states and exits stay below it.
constexpr StateIndex kLink = 0x8000;
constexpr StateIndex kLastLink = 0xFFFF;
static_assert(2 * (kMostStates + 2) < kLink);

Fragment moved(Fragment fragment, std::size_t distance) {
  fragment.entry = static_cast<StateIndex>(fragment.entry + distance);
  fragment.first = static_cast<Exit>(fragment.first + 2 * distance);
  fragment.last = static_cast<Exit>(fragment.last + 2 * distance);
  return fragment;
}

StateIndex movedTarget(StateIndex target, std::size_t distance) {
  if (target == kLastLink) return target;
  return static_cast<StateIndex>(target + ((target & kLink) != 0 ? 2 * distance : distance));
}

}  // namespace

StateIndex Fragments::append(const State& state) {
  program_.states.push_back(state);
  return static_cast<StateIndex>(size() - 1);
}

StateIndex& Fragments::target(Exit exit) {
  State& state = program_.states[exit / 2];
  return exit % 2 == 0 ? state.next : state.other;
}

void Fragments::connect(const Fragment& fragment, StateIndex state) {
  for (Exit exit = fragment.first;;) {
    StateIndex& end = target(exit);
    const StateIndex following = end;
    end = state;
    if (following == kLastLink) return;
    exit = static_cast<Exit>(following & ~kLink);
  }
}

Fragment Fragments::one(const State& state) {
  const StateIndex entry = append(state);
  const auto exit = static_cast<Exit>(2 * entry);
  target(exit) = kLastLink;
  return {entry, exit, exit, false};
}

Fragment Fragments::split(StateIndex next) {
  const StateIndex entry = append({.kind = StateKind::Split, .next = next, .other = kLastLink});
  const auto exit = static_cast<Exit>(2 * entry + 1);
  return {entry, exit, exit, false};
}

Fragment Fragments::sequence(const Fragment& before, const Fragment& after) {
  if (before.empty) return after;
  if (after.empty) return before;
  connect(before, after.entry);
  return {before.entry, after.first, after.last, false};
}

Fragment Fragments::choice(const Fragment& first, const Fragment& second) {
  if (first.empty && second.empty) return first;
  if (first.empty) return choice(second, first);
  Fragment either = split(first.entry);
  if (second.empty) {
    target(first.last) = kLink | either.first;
    return {either.entry, first.first, either.last, false};
  }
  target(either.first) = second.entry;
  target(first.last) = kLink | second.first;
  return {either.entry, first.first, second.last, false};
}

Fragment Fragments::loop(const Fragment& body, bool required) {
  Fragment again = split(body.entry);
  connect(body, again.entry);
  if (required) again.entry = body.entry;
  return again;
}

std::size_t Fragments::statesFor(const Repetition& repetition, StateIndex begin) const {
  const std::size_t each = size() - begin;
  if (each == 0) return 0;
  if (repetition.most != kUnbounded) return repetition.most * each + (repetition.most - repetition.least);
  return (repetition.least == 0 ? 1 : repetition.least) * each + 1;
}

void Fragments::copyStates(StateIndex begin, StateIndex end, std::size_t distance) {
  for (StateIndex i = begin; i < end; ++i) {
    State state = program_.states[i];  // a copy, because append moves them
    state.next = movedTarget(state.next, distance);
    if (state.kind == StateKind::Split) state.other = movedTarget(state.other, distance);
    append(state);
  }
}

Fragment Fragments::repeat(const Fragment& body, const Repetition& repetition, StateIndex begin) {
  if (body.empty) return body;
  if (repetition.most == 0) {
    program_.states.erase(program_.states.begin() + begin, program_.states.end());
    return {};
  }
  const bool unbounded = repetition.most == kUnbounded;
  const std::size_t copies = !unbounded ? repetition.most : repetition.least == 0 ? 1 : repetition.least;
  const std::size_t each = size() - begin;
  // All copies come before anything is connected, because a copy has to have its exits.
  for (std::size_t i = 1; i < copies; ++i) copyStates(begin, static_cast<StateIndex>(begin + each), i * each);

  Fragment whole;
  Fragment skips;
  for (std::size_t i = 0; i < copies; ++i) {
    Fragment copy = moved(body, i * each);
    if (unbounded && i + 1 == copies) {
      copy = loop(copy, repetition.least > 0);
    } else if (i >= repetition.least) {
      Fragment skip = split(copy.entry);
      copy.entry = skip.entry;
      if (!skips.empty) target(skips.last) = kLink | skip.first;
      skips = {0, skips.empty ? skip.first : skips.first, skip.last, false};
    }
    whole = sequence(whole, copy);
  }
  if (skips.empty) return whole;
  target(whole.last) = kLink | skips.first;
  whole.last = skips.last;
  return whole;
}

void Fragments::finish(const Fragment& whole) {
  const StateIndex match = append({.kind = StateKind::Match});
  if (!whole.empty) connect(whole, match);
  program_.start = whole.empty ? match : whole.entry;
}

}  // namespace sluice::pattern
