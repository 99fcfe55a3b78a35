#include "pattern/search.h"

#include <utility>
#include <vector>

#include "base/check.h"
#include "pattern/character_set.h"

namespace sluice::pattern {

namespace {

// What reading one character costs, in visits of a state: measured, natively.
constexpr std::size_t kStepsPerCharacter = 3;
// And looking for one that is not ASCII in a set.
constexpr std::size_t kStepsPerWideLookup = 2;

// States to visit at one place of the text, each once. A turn is the number of that place, so that nothing has to be
// cleared between places: a state was added when its mark is the turn's.
class Frontier {
 public:
  // `memory` is zero and has two elements for each state.
  Frontier(std::uint16_t* memory, std::size_t states) : marks_(memory), pending_(memory + states) {}

  void add(StateIndex state, std::uint16_t turn) {
    if (marks_[state] == turn) return;
    marks_[state] = turn;
    pending_[size_++] = state;
  }
  bool empty() const { return size_ == 0; }
  StateIndex take() { return pending_[--size_]; }

 private:
  std::uint16_t* marks_;
  StateIndex* pending_;
  std::size_t size_ = 0;
};

}  // namespace

Search search(const Program& program, std::string_view subject, std::size_t mostSteps) {
  SLUICE_CHECK(subject.size() <= kLongestSubject, "a subject was not checked before the search");
  const std::size_t count = program.states.size();
  std::vector<std::uint16_t> memory(4 * count);
  Frontier here(memory.data(), count);
  Frontier following(memory.data() + 2 * count, count);
  const State* const states = program.states.data();
  const std::uint32_t* const sets = program.sets.data();
  const State& first = states[program.start];
  const bool anchored = first.kind == StateKind::Assertion && first.value == kTextBegin;

  AsciiSet word;
  AsciiSet::named('w', word);

  std::size_t steps = 0;
  bool afterWord = false;
  for (std::uint16_t turn = 1;; ++turn) {
    const CharacterStep step = firstCharacter(subject);
    const bool beforeWord = step.character < kAsciiEnd && holds(word.bits, step.character);
    const std::uint32_t truths = (turn == 1 ? kTextBegin : 0) | (step.bytes == 0 ? kTextEnd : 0) |
                                 (afterWord != beforeWord ? kWordEdge : kNoWordEdge);
    if (turn == 1 || !anchored) here.add(program.start, turn);
    if (here.empty()) return {false, steps};
    steps += kStepsPerCharacter;
    const auto follow = static_cast<std::uint16_t>(turn + 1);
    while (!here.empty()) {
      if (++steps > mostSteps) return {false, steps};
      const State& state = states[here.take()];
      switch (state.kind) {
        case StateKind::Literal:
          if ((step.character | state.caseBit) == state.value) following.add(state.next, follow);
          break;
        case StateKind::Set:
          if (step.bytes > 1) steps += kStepsPerWideLookup;
          if (holds(sets + state.value, step.character)) following.add(state.next, follow);
          break;
        case StateKind::Split:
          here.add(state.next, turn);
          here.add(state.other, turn);
          break;
        case StateKind::Assertion:
          if ((truths & state.value) != 0) here.add(state.next, turn);
          break;
        case StateKind::Match: return {true, steps};
      }
    }
    if (step.bytes == 0) return {false, steps};
    subject.remove_prefix(step.bytes);
    afterWord = beforeWord;
    std::swap(here, following);
  }
}

}  // namespace sluice::pattern
