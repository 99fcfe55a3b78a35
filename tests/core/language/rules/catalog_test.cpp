// Every rule's examples in the catalog: the bad one has the diagnostic, the good one has not, and no error.
#include <gtest/gtest.h>

#include <string>

#include "language/analysis.h"
#include "support/catalog_examples.h"

namespace sluice::language {
namespace {

bool has(const Analysis& analysis, std::string_view code) {
  for (const Mistake& each : analysis.diagnostics) {
    if (catalog::kDiagnostics[static_cast<std::size_t>(each.code)].code == code) return true;
  }
  return false;
}

std::string errorsOf(const Analysis& analysis) {
  std::string all;
  for (const Mistake& each : analysis.diagnostics) {
    const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(each.code)];
    if (info.severity == catalog::DiagnosticSeverity::Error) all += std::string(info.code) + ": " + each.message + "\n";
  }
  return all;
}

TEST(LanguageCatalog, MarksEachBadExampleAndNoGoodOne) {
  Setting setting;
  setting.hook = "before_signup";
  for (const auto& example : tests::catalogExamples()) {
    EXPECT_TRUE(has(analyze(example.bad, setting), example.code)) << example.code;
    const Analysis good = analyze(example.good, setting);
    EXPECT_FALSE(has(good, example.code)) << example.code;
    EXPECT_EQ(errorsOf(good), "") << "the good example of " << example.code;
  }
}

TEST(LanguageCatalog, KnowsSecretsSettingsAndScriptsBesideWhereTheSettingTellsThem) {
  Setting setting;
  setting.secrets = {"GEO_KEY"};
  setting.settings = {"APP_URL"};
  const Analysis names = analyze(
      "local a, b = helpers.secret('GEO_KEY'), helpers.secret('GEO_KAY')\n"
      "local c, d = helpers.env('APP_URL'), helpers.env('APP')\n"
      "return { data = { known = a ~= nil and b ~= nil and c == d } }",
      setting);
  EXPECT_TRUE(has(names, "unknown-secret"));
  EXPECT_TRUE(has(names, "unknown-setting"));
  EXPECT_EQ(names.diagnostics.size(), 2u);

  setting.beside.push_back(dataOf("geo", analyze("return { data = { country = 'DE' } }", {}).inference));
  setting.place = 1;
  const Analysis written = analyze("return { data = { country = 'FR', tier = 1 } }", setting);
  ASSERT_EQ(written.diagnostics.size(), 1u);
  EXPECT_TRUE(has(written, "overwritten-output"));
  ASSERT_EQ(written.diagnostics[0].related.size(), 1u);
  EXPECT_EQ(written.diagnostics[0].related[0].script, "geo");

  setting.isPipeline = true;
  const Analysis read = analyze("return { data = { near = context.outputs.geo } }", setting);
  ASSERT_EQ(read.diagnostics.size(), 1u);
  EXPECT_EQ(read.diagnostics[0].message, "'geo' runs in the same layer: what it returns is not there yet");
}

TEST(LanguageCatalog, NamesTheOtherPlaceOfAMistake) {
  for (const char* code : {"local a = 1 do local a = 2 print(a) end print(a)", "return { data = { k = 1, k = 2 } }",
                           "::x:: ::x:: goto x", "local c <const> = 1 c = 2", "goto e local v = 1 ::e:: print(v)",
                           "if context.email then\n  print(1)\n"}) {
    bool hasRelated = false;
    for (const Mistake& each : analyze(code, {}).diagnostics) hasRelated = hasRelated || !each.related.empty();
    EXPECT_TRUE(hasRelated) << code;
  }
}

}  // namespace
}  // namespace sluice::language
