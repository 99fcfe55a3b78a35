#include "pattern/compile.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "pattern/character_set.h"
#include "pattern/characters.h"
#include "pattern/fragments.h"

namespace sluice::pattern {

namespace {

int hexDigit(char c) {
  if (isAsciiDigit(c)) return c - '0';
  const auto lower = static_cast<char>(c | kCaseBit);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// What one escape or one character stands for.
struct Item {
  bool isSet = false;
  Character character = 0;
  AsciiSet set = {};
};

// One pair of parentheses that is open, or the whole pattern. Its text so far is `choice | sequence atom`.
struct Group {
  std::size_t opened = 0;  // where its parenthesis is
  bool hasChoice = false;
  Fragment choice = {};
  Fragment sequence = {};
  Fragment atom = {};
  StateIndex atomBegin = 0;  // the first state of the atom
  bool repeatable = false;   // the last thing read is an atom
};

class Compiler {
 public:
  Compiler(std::string_view text, Program& program, Mistake& mistake)
      : text_(text), program_(program), mistake_(mistake), fragments_(program) {}

  bool compile();

 private:
  bool readNext();
  bool readOpening();
  bool readClosing();
  bool readEscape();
  bool readBracket();
  bool readBracketMember(CharacterSet& set);
  bool readRepetition(const Repetition& repetition);
  bool readCount(Repetition& repetition);
  std::size_t readNumber();
  bool readItem(Item& item);
  bool readEscapedItem(Item& item);
  bool readHexByte(Item& item);

  bool addAtom(const State& state);
  bool addCharacter(Character character);
  bool addSet(const AsciiSet& ascii);
  bool addSet(const CharacterSet& set);
  bool addAssertion(std::uint32_t asserted) { return addAtom({.kind = StateKind::Assertion, .value = asserted}); }
  void beginAtom();
  void endBranch();

  bool atEnd() const { return at_ == text_.size(); }
  bool at(std::string_view expected) const { return text_.substr(at_, expected.size()) == expected; }
  bool accept(std::string_view expected) {
    if (!at(expected)) return false;
    at_ += expected.size();
    return true;
  }
  bool fail(std::size_t index, const char* what) {
    mistake_ = {index + 1, what};
    return false;
  }
  bool failForStates(std::size_t index) { return fail(index, "the pattern needs more than 2000 states"); }
  Group& group() { return groups_.back(); }

  std::string_view text_;
  Program& program_;
  Mistake& mistake_;
  Fragments fragments_;
  std::vector<Group> groups_ = std::vector<Group>(1);
  std::size_t at_ = 0;
  bool foldsCase_ = false;
};

bool Compiler::compile() {
  if (text_.size() > kLongestPattern) return fail(kLongestPattern, "a pattern has at most 512 bytes");
  program_.states.reserve(text_.size() + 1);
  foldsCase_ = accept("(?i)");
  while (!atEnd()) {
    const std::size_t begin = at_;
    if (!readNext()) return false;
    if (program_.states.size() >= kMostStates) return failForStates(begin);  // one is kept for the match
  }
  if (groups_.size() > 1) return fail(group().opened, "this group is not closed");
  endBranch();
  if (program_.states.size() >= kMostStates) return failForStates(text_.size() - 1);
  fragments_.finish(group().choice);
  return true;
}

bool Compiler::readNext() {
  const auto repeat = [this](const Repetition& repetition) {
    ++at_;
    return readRepetition(repetition);
  };
  switch (text_[at_]) {
    case '(': return readOpening();
    case ')': return readClosing();
    case '[': return readBracket();
    case '*': return repeat({0, kUnbounded});
    case '+': return repeat({1, kUnbounded});
    case '?': return repeat({0, 1});
    case '\\':
    case '%': return readEscape();
    case '{':
      if (Repetition repetition; readCount(repetition)) return readRepetition(repetition);
      break;
    case '|':
      ++at_;
      endBranch();
      return true;
    case '^':
      ++at_;
      return addAssertion(kTextBegin);
    case '$':
      ++at_;
      return addAssertion(kTextEnd);
    case '.': {
      ++at_;
      AsciiSet line;
      line.bits[0] = 1u << '\n';
      line.invert();
      return addSet(line);
    }
    default: break;
  }
  Item item;
  return readItem(item) && addCharacter(item.character);
}

bool Compiler::readOpening() {
  const std::size_t opened = at_++;
  if (accept("?") && !accept(":")) {
    return fail(opened, at("i)") ? "(?i) is known at the beginning of a pattern only"
                                 : "of what can follow (? only : is known; there are no look-arounds, names or flags");
  }
  beginAtom();
  groups_.push_back({.opened = opened});
  return true;
}

bool Compiler::readClosing() {
  if (groups_.size() == 1) return fail(at_, "no group is open here");
  ++at_;
  endBranch();
  const Fragment whole = group().choice;
  groups_.pop_back();
  group().atom = whole;
  group().repeatable = true;
  return true;
}

// Escapes that are no characters stand outside brackets only.
bool Compiler::readEscape() {
  if (accept("\\b")) return addAssertion(kWordEdge);
  if (accept("\\B")) return addAssertion(kNoWordEdge);
  Item item;
  if (!readItem(item)) return false;
  return item.isSet ? addSet(item.set) : addCharacter(item.character);
}

bool Compiler::readBracket() {
  const std::size_t opened = at_++;
  const bool inverted = accept("^");
  CharacterSet set;
  for (bool first = true; first || !at("]"); first = false) {
    if (atEnd()) return fail(opened, "this bracket is not closed");
    if (at("[:") && text_.find(":]", at_ + 2) != std::string_view::npos) {
      return fail(at_, "classes like [:alpha:] are not known; %a is the one for letters");
    }
    if (!readBracketMember(set)) return false;
  }
  ++at_;
  if (foldsCase_) set.foldCase();
  if (inverted) set.invert();
  return addSet(set);
}

// A set, a character or a range. A hyphen that has no character on either side stands for itself.
bool Compiler::readBracketMember(CharacterSet& set) {
  const std::size_t begin = at_;
  Item first;
  if (!readItem(first)) return false;
  if (first.isSet) {
    set.add(first.set);
    return true;
  }
  Item last{.character = first.character};
  if (at("-") && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
    ++at_;
    if (!readItem(last)) return false;
    if (last.isSet) return fail(begin, "a range cannot end with a class");
    if (last.character < first.character) return fail(begin, "the ends of this range are in the wrong order");
  }
  set.add(first.character, last.character);
  return true;
}

bool Compiler::readRepetition(const Repetition& repetition) {
  const std::size_t end = at_ - 1;
  if (!group().repeatable) return fail(end, "there is nothing to repeat before this");
  accept("?");  // lazy: which match is found first makes no difference to whether there is one
  if (repetition.least > kMostRepetitions || (repetition.most > kMostRepetitions && repetition.most != kUnbounded)) {
    return fail(end, "more than 1000 repetitions");
  }
  if (repetition.most < repetition.least) return fail(end, "the counts of this repetition are in the wrong order");
  const StateIndex begin = group().atomBegin;
  if (begin + fragments_.statesFor(repetition, begin) >= kMostStates) return failForStates(end);
  group().atom = fragments_.repeat(group().atom, repetition, begin);
  group().repeatable = false;
  return true;
}

// {n}, {n,} or {n,m}. Moves on only when it is one: any other brace stands for itself.
bool Compiler::readCount(Repetition& repetition) {
  const std::size_t begin = at_++;
  const auto digitHere = [this] { return !atEnd() && isAsciiDigit(text_[at_]); };
  if (digitHere()) {
    repetition.least = repetition.most = readNumber();
    if (accept(",")) repetition.most = digitHere() ? readNumber() : kUnbounded;
    if (accept("}")) return true;
  }
  at_ = begin;
  return false;
}

// At most kMostRepetitions + 1, however many digits there are.
std::size_t Compiler::readNumber() {
  std::size_t number = 0;
  for (; !atEnd() && isAsciiDigit(text_[at_]); ++at_) {
    number = std::min(number * 10 + static_cast<std::size_t>(text_[at_] - '0'), kMostRepetitions + 1);
  }
  return number;
}

bool Compiler::readItem(Item& item) {
  if (at("\\") || at("%")) return readEscapedItem(item);
  const CharacterStep step = firstCharacter(text_.substr(at_));
  if (step.character == kIllFormed) return fail(at_, "this is not UTF-8");
  item.character = step.character;
  at_ += step.bytes;
  return true;
}

bool Compiler::readEscapedItem(Item& item) {
  const std::size_t begin = at_;
  const bool lua = text_[at_++] == '%';
  if (atEnd()) return fail(begin, "nothing follows this");
  const char c = text_[at_++];
  const Character character = static_cast<unsigned char>(c);
  if (isAsciiDigit(character)) return fail(begin, "back references are not known");
  if (!isAsciiLetter(character)) {
    item.character = character;
    return character < kAsciiEnd || fail(begin, "only ASCII characters can be escaped");
  }
  const auto lower = static_cast<char>(c | kCaseBit);
  if ((lua || lower == 'd' || lower == 's' || lower == 'w') && AsciiSet::named(lower, item.set)) {
    item.isSet = true;
    if (foldsCase_) item.set.foldCase();
    if (c != lower) item.set.invert();
    return true;
  }
  if (lua) return fail(begin, "this class is not known");
  switch (c) {
    case 'n': item.character = '\n'; return true;
    case 'r': item.character = '\r'; return true;
    case 't': item.character = '\t'; return true;
    case 'f': item.character = '\f'; return true;
    case 'v': item.character = '\v'; return true;
    case 'x': return readHexByte(item);
    default: return fail(begin, "this escape is not known");
  }
}

bool Compiler::readHexByte(Item& item) {
  const int high = atEnd() ? -1 : hexDigit(text_[at_]);
  const int low = at_ + 1 >= text_.size() ? -1 : hexDigit(text_[at_ + 1]);
  if (high < 0 || low < 0) return fail(at_ - 2, "two hex digits have to follow \\x");
  item.character = static_cast<Character>(high * 16 + low);
  at_ += 2;
  return true;
}

bool Compiler::addCharacter(Character character) {
  const bool folds = foldsCase_ && isAsciiLetter(character);
  return addAtom({.kind = StateKind::Literal,
                  .caseBit = static_cast<std::uint8_t>(folds ? kCaseBit : 0),
                  .value = folds ? character | kCaseBit : character});
}

bool Compiler::addSet(const AsciiSet& ascii) {
  CharacterSet set;
  set.add(ascii);
  return addSet(set);
}

bool Compiler::addSet(const CharacterSet& set) {
  return addAtom({.kind = StateKind::Set, .value = set.store(program_.sets)});
}

// Always true, so that what ends with an atom can end with this call.
bool Compiler::addAtom(const State& state) {
  beginAtom();
  group().atom = fragments_.one(state);
  group().repeatable = true;
  return true;
}

void Compiler::beginAtom() {
  Group& here = group();
  here.sequence = fragments_.sequence(here.sequence, here.atom);
  here.atom = {};
  here.atomBegin = fragments_.size();
}

// Takes what was read since the last `|` into the choice, which is the whole group once it ends.
void Compiler::endBranch() {
  beginAtom();
  Group& here = group();
  here.choice = here.hasChoice ? fragments_.choice(here.choice, here.sequence) : here.sequence;
  here.hasChoice = true;
  here.sequence = {};
  here.repeatable = false;
}

}  // namespace

bool compile(std::string_view text, Program& program, Mistake& mistake) {
  return Compiler(text, program, mistake).compile();
}

}  // namespace sluice::pattern
