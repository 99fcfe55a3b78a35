// What the editor calls an error, beside what the engine makes of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <string>

#include "language/analysis.h"
#include "support/catalog_examples.h"
#include "support/lua_texts.h"
#include "support/watched_run.h"

namespace sluice::language {
namespace {

constexpr const char* kContext =
    R"({"email":"ada1@mail.sluice.dev","name":"Ada","request":{"ip":"1.2.3.4"},"method":"oauth"})";

// Errors of the editor that do not end a run, and why.
const std::set<std::string> kHarmless = {
    "undefined-global",  // reads as nil; a misspelt name is none the less never meant
    "fetch-denied",      // the host refuses, not the engine: url_test.cpp
};

Setting signup() {
  Setting setting;
  setting.hook = "before_signup";
  return setting;
}

TEST(LanguageAgreement, WhatTheCatalogCallsAnErrorFailsInTheEngineAndWhatItCallsGoodRuns) {
  int failed = 0;
  for (const auto& example : tests::catalogExamples()) {
    const tests::WatchedRun good = tests::watch(example.good, "before_signup", kContext);
    EXPECT_TRUE(good.errorCode.empty() || good.errorCode.starts_with("limit_")) << example.code << ": " << good.message;
    if (!example.isError || kHarmless.contains(example.code)) continue;
    const tests::WatchedRun bad = tests::watch(example.bad, "before_signup", kContext);
    EXPECT_NE(bad.errorCode, "") << example.code << " runs to its end";
    ++failed;
  }
  EXPECT_GT(failed, 25);
}

bool isMarkedOn(const Analysis& analysis, const std::string& code, std::int64_t line) {
  return std::any_of(analysis.diagnostics.begin(), analysis.diagnostics.end(), [&](const Mistake& each) {
    const auto severity = catalog::kDiagnostics[static_cast<std::size_t>(each.code)].severity;
    if (severity == catalog::DiagnosticSeverity::Hint) return false;
    return 1 + std::count(code.begin(), code.begin() + each.span.begin, '\n') == line;
  });
}

// Names that nothing defines are what the editor claims to know of every script.
TEST(LanguageAgreement, MarksTheLineOfEveryRunThatAnUnknownNameEnds) {
  int ended = 0;
  int marked = 0;
  for (const auto& text : tests::luaTexts()) {
    if (text.code.size() > 5000) continue;
    const tests::WatchedRun run = tests::watch(text.code, "before_signup", kContext);
    if (run.errorCode != "runtime_error" && run.errorCode != "invalid_result") continue;
    ++ended;
    const Analysis analysis = analyze(text.code, signup());
    const bool isMarked = isMarkedOn(analysis, text.code, run.line);
    marked += isMarked ? 1 : 0;
    // With an _ENV of its own, a script has other globals, of which nothing is claimed.
    const bool isKnown = text.code.find("_ENV") == std::string::npos;
    if (!isKnown || run.message.find("(global '") == std::string::npos) continue;
    EXPECT_TRUE(isMarked) << text.path << ":" << run.line << " " << run.message;
  }
  RecordProperty("runs that a script error ended", ended);
  RecordProperty("of which the line is marked", marked);
  printf("%d runs were ended by an error of the script; the editor marks the line of %d\n", ended, marked);
}

}  // namespace
}  // namespace sluice::language
