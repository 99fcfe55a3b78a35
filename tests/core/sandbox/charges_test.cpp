// What work done in C costs. That no script outruns its charges is held by tests/corpus; here stand the rates.
#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

std::int64_t costOf(std::string_view code) {
  const Ran ran = runScript(code);
  EXPECT_EQ(ran.errorCode, "") << ran.message;
  return ran.instructions;
}

// What `work` costs beyond `base`, which does the same with less.
std::int64_t difference(const std::string& work, const std::string& base) { return costOf(work) - costOf(base); }

TEST(Charges, ALongTextCostsItsLengthWhenItIsBuilt) {
  // The buffer and the text made of it: one instruction for 256 bytes, each.
  EXPECT_EQ(difference("local s = ('x'):rep(51200)", "local s = ('x'):rep(25600)"), 2 * 100);
}

TEST(Charges, RepeatingNothingCostsNothingHoweverOften) {
  EXPECT_EQ(difference("local s = (''):rep(1 << 50)", "local s = (''):rep(1)"), 0);
}

TEST(Charges, AMatcherPaysForItsStepsAndNotForItsPattern) {
  const std::string subject = "local s = ('a'):rep(200) ";
  const auto linear = difference(subject + "s:find('^a*b')", subject + "s:find('^b')");
  const auto quadratic = difference(subject + "s:find('^a*a*b')", subject + "s:find('^b')");
  EXPECT_GT(linear, 200 / 8);
  EXPECT_GT(quadratic, 200 * 200 / 2 / 8);
}

TEST(Charges, APlainSearchCostsItsTextWhateverTheNeedle) {
  const std::string text = "local s = ('a'):rep(16000) ";
  const auto costs = difference(text + "s:find(('a'):rep(100) .. 'b', 1, true)", text + "local n = ('a'):rep(100) .. 'b'");
  EXPECT_GE(costs, 16000 / 16);
  EXPECT_LE(costs, 16000 / 16 + 20);
}

TEST(Charges, MovingElementsCostsOneEach) {
  const std::string table = "local t = table.pack(('x'):rep(100):byte(1, -1)) ";
  EXPECT_EQ(difference(table + "table.move(t, 1, 99, 2)", table + "table.move(t, 1, 49, 2)"), 50);
}

TEST(Charges, NextPaysForTheSlotsItSkips) {
  const std::string emptied = "local t = {} for i = 1, 1024 do t[i] = i end for i = 1, 1024 do t[i] = nil end ";
  EXPECT_GE(difference(emptied + "next(t)", emptied + "next({})"), 1024 / 16);
}

TEST(Charges, KeysThatCollideCostTheirChain) {
  // An integer's place in a hash part of 2^n nodes is its remainder by 2^n - 1; 64 keys fill one of 64 nodes.
  const auto reading = [](const std::string& step) {
    return "local t = {} for i = 1, 64 do t[i * " + step + "] = i end for i = 1, 64 do local x = t[i * " + step + "] end";
  };
  EXPECT_GE(difference(reading("63"), reading("64000001")), 64 * 64 / 2 / 4 / 2);
}

TEST(Charges, AnErrorCostsTheUnwinding) {
  EXPECT_GE(difference("pcall(error)", "pcall(type, 1)"), 60);
}

TEST(Charges, ACallOfACFunctionCostsTwoBesidesItsInstructions) {
  EXPECT_EQ(difference("type(1)", ""), 3 + 2);  // GETTABUP, LOADI, CALL
}

TEST(Charges, ACFunctionCostsTheSameWhereNoInstructionCallsIt) {
  const std::string table = "local t = setmetatable({}, {__index = rawlen}) ";
  EXPECT_GE(difference(table + "table.unpack(t, 1, 100)", table + "table.unpack({}, 1, 100)"), 100 * 2);
}

TEST(Charges, AnErrorOutOfTheMatcherCostsItsDepth) {
  const auto failing = [](const std::string& depth) {
    return "pcall(string.find, ('a'):rep(200), ('a?'):rep(" + depth + ") .. '[')";
  };
  EXPECT_GE(difference(failing("150"), failing("50")), 100 * 10);
}

TEST(Charges, ATableThatGrowsCostsEachOfItsSizes) {
  // To 1, 2 and 4 nodes, by three instructions.
  EXPECT_GE(difference("local t = {} t.a = 1 t.b = 1 t.c = 1", "local t = {}"), 3 + 3 * 4);
}

TEST(Charges, ARemainderCostsTheBitsBetweenItsOperandsInEitherForm) {
  const std::string numbers = "local a, b = 2.0^600, 3.0 ";
  const auto byOperator = difference(numbers + "local r = a % b", numbers + "local r = a + b");
  EXPECT_EQ(byOperator, (601 - 2) / 2);
  EXPECT_EQ(difference(numbers + "math.fmod(a, b)", numbers + "math.fmod(b, b)"), byOperator);
}

TEST(Charges, ComparingCostsTwiceWhatCopyingDoes) {
  const std::string texts = "local a, b = ('x'):rep(25600), ('xx'):rep(12800) ";
  EXPECT_EQ(difference(texts + "local c = a == b", texts + "local c = a == a"), 200);
}

TEST(Charges, ATextThatIsLoggedCostsTheSearchForSecretsInEachOfItsReadings) {
  const auto logging = [](const std::string& text) { return "local s = ('" + text + "'):rep(300) helpers.log(s)"; };
  EXPECT_EQ(difference(logging("%a"), logging("aa")), 2 * 120);
  EXPECT_EQ(difference(logging("%+"), logging("aa")), 4 * 120);
}

TEST(Charges, JsonThatIsReadCostsItsTablesAndNumerals) {
  const auto reading = [](const std::string& json) { return "helpers.json.decode('" + json + "')"; };
  EXPECT_GE(difference(reading("[[],[],[]]"), reading("[11,11,11]")), 3 * 4);
  EXPECT_GE(difference(reading("[1.1e-300]"), reading("[1.1e-003]")), 240);
}

TEST(Charges, JsonThatIsWrittenCostsItsKeys) {
  const std::string list = "local t = {'a', 'b', 'c', 'd'} ";
  const std::string object = "local t = {a = 'a', b = 'b', c = 'c', d = 'd'} ";
  const std::string encode = "helpers.json.encode(t)";
  EXPECT_GE(difference(object + encode, object) - difference(list + encode, list), 4 * 10);
}

TEST(Charges, ACoroutineCostsItsStack) {
  EXPECT_GE(difference("coroutine.create(print)", "local f = coroutine.create"), 100);
}

TEST(Charges, AChainOfCallsCostsEachHop) {
  const std::string chain = "local t = setmetatable({}, {__call = function() end}) "
                            "for i = 1, 10 do t = setmetatable({}, {__call = t}) end ";
  EXPECT_GE(difference(chain + "t()", chain), 11 * 20);
}

TEST(Charges, NumbersAsTextCostTheirConversion) {
  EXPECT_GE(difference("local s = '' .. 0.1", "local s = '' .. 'x'"), 32);
  EXPECT_GE(difference("local n = '0.1' + 1", "local n = 0.1 + 1"), 80);
}

TEST(Charges, AResultCostsItsValues) {
  EXPECT_GE(difference("return {data = {a = {1, 2, 3, 4, 5}}}", "local x = {data = {a = {1, 2, 3, 4, 5}}} return"), 5 * 4);
}

TEST(Charges, CompilingIsPaidByNoRun) {
  std::string code = "do return end ";
  for (int i = 0; i < 150; i++) code += "f = function() end ";
  EXPECT_EQ(costOf(code), costOf("do return end"));
}

}  // namespace
}  // namespace sluice::tests
