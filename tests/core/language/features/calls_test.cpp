#include "language/features/calls.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"

namespace sluice::language {
namespace {

constexpr const char* kScript =
    "local function leaf(n) return n end\n"
    "local function twice(n) return leaf(n) + leaf(n) end\n"
    "local M = {}\n"
    "function M:run() return twice(1) end\n"
    "M:run()\n"
    "local again = function() return leaf(2) end\n"
    "again()\n";

std::string shown(const std::vector<CallLink>& links) {
  std::string out;
  for (const CallLink& link : links) out += link.item.name + "×" + std::to_string(link.places.size()) + " ";
  return out;
}

FunctionId functionCalled(const Analysis& analysis, const std::string& name) {
  const auto item = callItemAt(analysis, static_cast<std::uint32_t>(analysis.tree->text.find(name)));
  return item ? item->function : kNoSymbol;
}

TEST(LanguageCalls, LeadFromAFunctionToItsCallers) {
  const Analysis analysis = analyze(kScript, {});
  EXPECT_EQ(shown(incomingCalls(analysis, functionCalled(analysis, "leaf"))), "twice×2 again×1 ");
  EXPECT_EQ(shown(incomingCalls(analysis, functionCalled(analysis, "twice"))), "M:run×1 ");
  EXPECT_EQ(shown(incomingCalls(analysis, functionCalled(analysis, "run"))), "script×1 ");
  EXPECT_EQ(shown(incomingCalls(analysis, kChunk)), "");
}

TEST(LanguageCalls, LeadFromAFunctionToWhatItCalls) {
  const Analysis analysis = analyze(kScript, {});
  EXPECT_EQ(shown(outgoingCalls(analysis, functionCalled(analysis, "twice"))), "leaf×2 ");
  EXPECT_EQ(shown(outgoingCalls(analysis, kChunk)), "M:run×1 again×1 ");
  EXPECT_EQ(shown(outgoingCalls(analysis, 1000)), "");
}

TEST(LanguageCalls, BeginAtDeclarationsAndAtCalls) {
  const auto item = [](const std::string& code) {
    const AtCursor at(code);
    const auto found = callItemAt(at.analysis, at.offset);
    return found ? found->name + " " + at.placeOf(found->nameSpan) : "nothing";
  };
  EXPECT_EQ(item("local function $0f() end\nf()"), "f 1:16");
  EXPECT_EQ(item("local function f() end\n$0f()"), "f 1:16");
  EXPECT_EQ(item("local M = {}\nfunction M.f() end\nM.$0f()"), "M.f 2:10");
  EXPECT_EQ(item("print($0function() end)"), "function 1:7");
  EXPECT_EQ(item("$0print(1)"), "nothing");
  EXPECT_EQ(item("local a = 1\nprint($0a)"), "nothing");
}

}  // namespace
}  // namespace sluice::language
