// Programs near the compiler's limit of registers: it refuses exactly those of which we say so.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "language/binding/binding.h"
#include "language/syntax/parser.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

using tests::LuaCompiler;

constexpr const char* kRefusal = "too many registers";

bool isRefusedByUs(const std::string& code) {
  const auto tree = parse(code);
  EXPECT_TRUE(tree->mistakes.empty()) << code;
  const Mistakes mistakes = bind(*tree).mistakes;
  return !mistakes.empty() && mistakes[0].code == DiagnosticCode::TooManyRegisters;
}

// True where both refuse it.
bool expectAgreement(LuaCompiler& compiler, const std::string& code) {
  const std::string refusal = compiler.refusal(code);
  const bool refused = refusal.find(kRefusal) != std::string::npos;
  EXPECT_TRUE(refusal.empty() || refused) << refusal << "\n" << code;
  EXPECT_EQ(isRefusedByUs(code), refused) << code;
  return refused;
}

std::string locals(int count) {
  std::string code;
  for (int i = 0; i < count; ++i) code += "local a" + std::to_string(i) + "\n";
  return code;
}

struct Shape {
  const char* before;
  const char* piece;  // so often as it takes
  const char* after;
};

class LanguageRegisters : public testing::TestWithParam<Shape> {};

TEST_P(LanguageRegisters, RunOutWhereTheCompilersDo) {
  LuaCompiler compiler;
  const Shape& shape = GetParam();
  bool accepted = false;
  bool refused = false;
  for (const int variables : {1, 120, 190}) {
    const std::string start = locals(variables);
    for (int count = 1; count <= 256; ++count) {
      // Where it is not near, now and then.
      const int near = (variables + count) % 255;
      if (count % 17 != 0 && near > 8 && near < 244 && (variables + 2 * count) % 255 > 8) continue;
      std::string code = start + shape.before;
      for (int i = 0; i < count; ++i) code += shape.piece;
      (expectAgreement(compiler, code + shape.after) ? refused : accepted) = true;
    }
  }
  EXPECT_TRUE(accepted && refused);
}

INSTANTIATE_TEST_SUITE_P(
    Calls, LanguageRegisters,
    testing::Values(Shape{"f(", "1,", "2)"}, Shape{"f(", "a0,", "...)"}, Shape{"f(", "x.y,", "x.y)"},
                    Shape{"f(", "nil,", "g())"}, Shape{"o:m(", "'a',", "x)"}, Shape{"f(", "not x,", "x == 1)"},
                    Shape{"f(", "x and y or 1,", "a0)"}, Shape{"f(", "{},", "{ 1, 2, 3, n = x })"},
                    Shape{"f(", "g(1, 2),", "o:m(2, 3))"}, Shape{"f(", "#x,", "-x)"}, Shape{"f(", "1 + 2,", "x + 2)"},
                    Shape{"f(", "x .. y,", "x .. y .. 'z')"}, Shape{"f(", "x[y],", "x[1].z[a0])"},
                    Shape{"f(", "function() end,", "function(a, b) return a, b end)"}, Shape{"f(", "(g()),", "(...))"},
                    Shape{"f(", "true,", "x < y)"}, Shape{"x = f(", "1,", "2)"}, Shape{"if f(", "1,", "2) then end"},
                    Shape{"for i = 1, f(", "1,", "2) do end"}, Shape{"for k in f(", "1,", "2) do end"}));
INSTANTIATE_TEST_SUITE_P(Lists, LanguageRegisters,
                         testing::Values(Shape{"return ", "1,", "2"}, Shape{"return ", "x,", "f()"},
                                         Shape{"return ", "x,", "..."}, Shape{"x = ", "1,", "2"},
                                         Shape{"x, y, z = ", "1,", "f()"}, Shape{"a0 = ", "a0,", "..."},
                                         Shape{"local b = ", "1,", "2"}, Shape{"local b, c = ", "a0,", "f()"},
                                         Shape{"local b <const> = ", "1,", "2"}, Shape{"for k in ", "1,", "2 do end"},
                                         Shape{"f(g(h(", "1,", "2)))"}, Shape{"f(1, 2, x + g(", "1,", "2) * 3)"}));

// What stands in each other; the parser allows 200 levels.
TEST(LanguageRegisters, RunOutInNestedExpressions) {
  struct Nested {
    const char* open;
    const char* middle;
    const char* close;
  };
  constexpr Nested kNested[] = {{"{", "1", "}"},          {"f(", "1", ")"},
                                {"f(1, ", "2", ")"},      {"o:m(", "", ")"},
                                {"{1, 2, ", "3", "}"},    {"x[", "1", "]"},
                                {"a0[", "x", "]"},        {"x + (", "1", ")"},
                                {"1 - (", "x", ")"},      {"x .. (", "y", ")"},
                                {"x == (", "1", ")"},     {"1 < (", "x", ")"},
                                {"1000 < (", "x", ")"},   {"{n = ", "x", "}"},
                                {"{[x] = ", "x", "}"},    {"{[x.y] = ", "1", "}"},
                                {"x and (", "y", ")"},    {"x or (", "nil", ")"},
                                {"not (", "x", ")"},      {"(x and 1) + (", "x", ")"},
                                {"x.y.z + (", "2", ")"},  {"f(x)(y, ", "1", ")"},
                                {"{f, ...,", "...", "}"}, {"{'a', n = 1, ", "f()", "}"},
                                {"a0 + (", "1", ")"},     {"(a0 or x) + (", "1", ")"},
                                {"x .. ", "y", ""},       {"2 ^ ", "x", ""},
                                {"-(", "x", ")"},         {"x & (", "1", ")"},
                                {"1 << (", "x", ")"},     {"1 >> (", "x", ")"}};
  LuaCompiler compiler;
  int refusals = 0;
  for (const Nested& shape : kNested) {
    for (const int variables : {1, 40, 100, 150, 190, 199}) {
      const std::string start = locals(variables) + "x = ";
      for (int depth = 1; depth < 95; ++depth) {
        std::string code = start;
        for (int i = 0; i < depth; ++i) code += shape.open;
        code += shape.middle;
        for (int i = 0; i < depth; ++i) code += shape.close;
        refusals += expectAgreement(compiler, code) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(refusals, 500);
}

// Expressions and statements of any kind behind as many variables as leave them little room.
class Programs {
 public:
  explicit Programs(unsigned seed) : random_(seed) {}

  std::string next() {
    std::string code = "local k <const>, z <const> = 1, 2\nlocal s <const> = 'text'\n" + locals(pick(120, 180));
    code += "local function f(...)\nreturn a0, a1\nend\nlocal t = {}\n";
    for (int i = 0; i < 3; ++i) code += statement() + "\n";
    return code;
  }

 private:
  int pick(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }

  std::string list(int most) {
    std::string out = expression(0);
    for (int more = pick(0, most); more > 0; --more) out += ", " + expression(0);
    return out;
  }

  std::string statement() {
    switch (pick(0, 11)) {
      case 0: return "local b, c = " + list(110);
      case 1: return "x, t.y, t[a1] = " + list(110);
      case 2: return "f(" + list(110) + ")";
      case 3: return "t:m(" + list(110) + ")";
      case 4:
        return "if " + expression(0) + " then f(" + list(110) + ") elseif " + expression(0) + " then break_ = 1 end";
      case 5: return "while " + expression(0) + " do local c, d = " + list(90) + " break end";
      case 6: return "for i = " + expression(0) + ", " + expression(0) + " do f(i, " + list(90) + ") end";
      case 7: return "for i, j in " + list(3) + " do f(j, " + list(90) + ") end";
      case 8: return "repeat local u = " + list(90) + " until u == " + expression(0);
      case 9: return "function t.g(p, ...) " + locals(180) + " return f(p, a3, t, " + list(110) + ") end";
      case 10: return "do return " + list(110) + " end";
      default: return "t = " + expression(0);
    }
  }

  std::string expression(int depth) {
    if (depth > 5 || pick(0, 9) < 5) return operand();
    const auto inner = [&] { return expression(depth + 1); };
    constexpr const char* kOperators[] = {"+", "-",   "*",  "/",   "%",  "^", "..", "==", "~=", "<", "<=",
                                          ">", "and", "or", "and", "or", "&", "|",  "<<", ">>", "~", "//"};
    switch (pick(0, 11)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return "(" + inner() + ") " + kOperators[pick(0, static_cast<int>(std::size(kOperators)) - 1)] + " " +
               operand();
      case 4: return operand() + " .. " + inner() + " .. " + inner();
      case 5: return "f(" + inner() + ", " + inner() + ")";
      case 6: return "t:m(" + inner() + ")";
      case 7: return "{ " + inner() + ", n = " + inner() + ", [" + inner() + "] = " + inner() + ", " + inner() + " }";
      case 8: return "t[" + inner() + "].y";
      case 9: return "not " + inner();
      case 10: return "(" + inner() + ")";
      default: return "-(" + inner() + ")";
    }
  }

  std::string operand() {
    constexpr const char* kOperands[] = {"a0",   "a1",  "x",    "t.y",   "k",    "z",
                                         "s",    "1",   "2.5",  "nil",   "true", "'a'",
                                         "...",  "f()", "t[1]", "t[a1]", "#t",   "function() return a2 end",
                                         "false"};
    return kOperands[pick(0, static_cast<int>(std::size(kOperands)) - 1)];
  }

  std::mt19937 random_;
};

// Division by zero and the like are left alone by the compiler, which then takes one register more than we say.
TEST(LanguageRegisters, AreNeverSaidToRunOutWhereTheyDoNot) {
  LuaCompiler compiler;
  int refused = 0;
  int missed = 0;
  for (unsigned seed = 0; seed < 600; ++seed) {
    const std::string code = Programs(seed).next();
    const std::string refusal = compiler.refusal(code);
    const bool isRefused = refusal.find(kRefusal) != std::string::npos;
    if (!refusal.empty() && !isRefused) continue;  // too many variables
    const bool ours = isRefusedByUs(code);
    EXPECT_FALSE(ours && !isRefused) << code;
    refused += isRefused ? 1 : 0;
    missed += isRefused && !ours ? 1 : 0;
  }
  EXPECT_GT(refused, 50);
  EXPECT_LE(missed * 100, refused) << missed << " of " << refused;
}

// They take no upvalue either: 150 of them beside 255 variables.
TEST(LanguageRegisters, AreNotTakenByConstants) {
  LuaCompiler compiler;
  std::string code;
  for (int i = 0; i < 150; ++i) code += "local c" + std::to_string(i) + " <const> = -" + std::to_string(i) + " + 1\n";
  code += locals(49) + "local function f()\n";
  for (int i = 0; i < 199; ++i) code += "local b" + std::to_string(i) + "\n";
  code += "return function()\n";
  for (int i = 0; i < 150; ++i) code += "a0 = c" + std::to_string(i) + "\n";
  for (int i = 0; i < 49; ++i) code += "a" + std::to_string(i) + " = 1\n";
  for (int i = 0; i < 199; ++i) code += "b" + std::to_string(i) + " = 1\n";
  code += "x = 1 end end";
  EXPECT_EQ(compiler.refusal(code), "");
  const auto tree = parse(code);
  EXPECT_TRUE(bind(*tree).mistakes.empty());
}

}  // namespace
}  // namespace sluice::language
