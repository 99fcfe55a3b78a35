// What typing does to a script: its text after many changes, and the scripts that are there in between.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/language/fixture.h"
#include "language/analysis.h"
#include "language/text/document.h"
#include "support/every_feature.h"
#include "support/lua_texts.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

std::vector<Fixture> fixtures() {
  std::vector<Fixture> all;
  for (const std::string& path : fixturePaths()) all.push_back(readFixture(tests::readFile(path)));
  return all;
}

Setting signUp() {
  Setting setting;
  setting.hook = "before_signup";
  return setting;
}

// All that an analysis found, as text: equal for equal analyses.
std::string shown(const Analysis& analysis) {
  const TypeStore& store = analysis.inference.store;
  std::string out;
  for (const Mistake& each : analysis.diagnostics) {
    out += std::to_string(static_cast<int>(each.code)) + "@" + std::to_string(each.span.begin) + "-" +
           std::to_string(each.span.end) + ": " + each.message + "\n";
  }
  for (const TypeId type : analysis.inference.exprs) out += store.print(type) + "\n";
  for (const TypeId type : analysis.inference.symbols) out += store.print(type) + "\n";
  for (const ReturnedValue& each : analysis.inference.returns) out += "returns " + store.print(each.type) + "\n";
  return out;
}

// One character of a text is at most four bytes, none of which is another's.
bool isInsideCharacter(const std::string& text, std::size_t offset) {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

constexpr const char* kPieces[] = {"context.",  "\n",   "end",  "(",    "\"",       "\xC3\xA9", "\xF0\x9F\x98\x80",
                                   "\r\n",      "\t",   " = ",  "local x",  "--[[",     "]]",
                                   "if a then", "::l:", "{ a,", "return {", "function", "..",       ""};

// A change to `document`, made by the place in its bytes in `fresh` and by lines and UTF-16 units in the document.
void changeBoth(std::mt19937& random, Document& document, std::string& fresh) {
  const auto place = [&](std::size_t below) {
    std::size_t at = random() % (below + 1);
    while (isInsideCharacter(fresh, at)) ++at;
    // Between the two bytes of a line end stands no caret.
    return at > 0 && at < fresh.size() && fresh[at] == '\n' && fresh[at - 1] == '\r' ? at + 1 : at;
  };
  const std::size_t begin = place(fresh.size());
  std::size_t end = std::min(begin + random() % 9, fresh.size());
  while (isInsideCharacter(fresh, end)) ++end;
  if (end > begin && end < fresh.size() && fresh[end] == '\n' && fresh[end - 1] == '\r') ++end;
  const char* piece = kPieces[random() % std::size(kPieces)];
  const Range range = document.range({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  document.replace(range, piece);
  fresh.replace(begin, end - begin, piece);
}

TEST(LanguageEdits, LeaveTheTextAndTheAnalysisThatAFreshScriptHas) {
  constexpr int kEdits = 10'000;
  constexpr int kEditsPerScript = 100;
  constexpr int kEditsPerAnalysis = 50;
  std::vector<std::string> texts;
  for (Fixture& fixture : fixtures()) texts.push_back(std::move(fixture.code));
  for (const auto& text : tests::luaTexts()) {
    if (text.code.size() < 2000 && text.code.size() > 300) texts.push_back(text.code);
  }
  std::mt19937 random(17);
  Document document("");
  std::string fresh;
  for (int edit = 0; edit < kEdits; ++edit) {
    if (edit % kEditsPerScript == 0) {
      fresh = texts[random() % texts.size()];
      document.replace(fresh);
    }
    changeBoth(random, document, fresh);
    ASSERT_EQ(document.text(), fresh) << "edit " << edit;
    if (edit % kEditsPerAnalysis != 0) continue;
    const Analysis analysis = analyze(document.text(), signUp());
    ASSERT_EQ(shown(analysis), shown(analyze(fresh, signUp()))) << "edit " << edit;
    for (int i = 0; i < 3; ++i)
      tests::useFeaturesAt(analysis, static_cast<std::uint32_t>(random() % (fresh.size() + 1)));
    tests::useFeaturesOfAll(analysis);
  }
}

TEST(LanguageEdits, TakeEveryPrefixOfEveryFixture) {
  for (const Fixture& fixture : fixtures()) {
    for (std::size_t length = 0; length <= fixture.code.size(); ++length) {
      const Analysis analysis = analyze(fixture.code.substr(0, length), fixture.setting);
      tests::useFeaturesAt(analysis, static_cast<std::uint32_t>(length));
    }
  }
}

}  // namespace
}  // namespace sluice::language
