#include <random>

#include "core/language/server/test_client.h"
#include "language/text/document.h"

namespace sluice::language {
namespace {

constexpr const char* kUri = "file:///a.lua";

// The last thing that was told about a document.
std::string told(TestClient& client) {
  const auto out = client.idle();
  return out.empty() ? "null" : out.back();
}

TEST(LanguageServerDocuments, GetTheirDiagnosticsWhenNothingElseWaits) {
  TestClient client(R"({"capabilities":{"textDocument":{"publishDiagnostics":{"tagSupport":{"valueSet":[1,2]},
                        "codeDescriptionSupport":true}}},"initializationOptions":{"docs":"https://docs.example"}})");
  client.open(kUri, "local unused = 1\nprint(nothing)", 7);
  EXPECT_TRUE(client.server().hasWork());
  EXPECT_TRUE(
      fits(told(client), R"({"method":"textDocument/publishDiagnostics","params":{"uri":"file:///a.lua","version":7,
      "diagnostics":[
        {"range":{"start":{"line":0,"character":6},"end":{"line":0,"character":12}},"severity":4,"code":"unused-local",
         "codeDescription":{"href":"https://docs.example/reference/diagnostics.md#unused-local"},"source":"sluice","tags":[1]},
        {"range":{"start":{"line":1,"character":6},"end":{"line":1,"character":13}},"severity":1,"code":"undefined-global",
         "tags":null}]}})"));
  EXPECT_FALSE(client.server().hasWork());
}

TEST(LanguageServerDocuments, TellOnlyWhatAClientCanShow) {
  TestClient client(kPlainClient);
  client.open(kUri, "local unused = 1");
  EXPECT_TRUE(fits(told(client), R"({"params":{"diagnostics":[{"tags":null,"codeDescription":null}]}})"));
}

TEST(LanguageServerDocuments, AreLookedAtOnceForABurstOfChanges) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a = 1");
  for (int version = 2; version < 9; ++version) client.replaceText(kUri, version, "local b = 1");
  const auto out = client.idle();
  ASSERT_EQ(out.size(), 1u);
  EXPECT_TRUE(fits(out[0], R"({"params":{"version":8}})"));
}

TEST(LanguageServerDocuments, AreNotToldAgainWhenNothingChanged) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a = 1");
  EXPECT_EQ(client.idle().size(), 1u);
  client.open("file:///b.lua", "local a = 1");
  EXPECT_EQ(client.idle().size(), 1u);
}

TEST(LanguageServerDocuments, AreClearedWhenTheyAreClosed) {
  TestClient client(kPlainClient);
  client.open(kUri, "print(nothing)");
  client.idle();
  const auto out = client.notify("textDocument/didClose", TestClient::of(kUri));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_TRUE(fits(out[0], R"({"params":{"uri":"file:///a.lua","diagnostics":[]}})"));
  EXPECT_FALSE(client.server().hasWork());
  EXPECT_TRUE(fits(client.request("textDocument/foldingRange", TestClient::of(kUri)), R"({"code":-32602})"));
}

TEST(LanguageServerDocuments, TakeChangesOfRangesInUtf16) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a = \"😀ä\" b = 2");
  client.change(kUri, 2, R"([
      {"range":{"start":{"line":0,"character":16},"end":{"line":0,"character":17}},"text":"c"},
      {"range":{"start":{"line":0,"character":11},"end":{"line":0,"character":14}},"text":"x"}])");
  client.change(kUri, 3,
                R"([{"range":{"start":{"line":0,"character":13},"end":{"line":0,"character":14}},"text":"\nlocal "}])");
  EXPECT_TRUE(
      fits(client.request("textDocument/hover", TestClient::at(kUri, 1, 6)),
           R"({"contents":{"valueHas":"local c: integer"},"range":{"start":{"character":6},"end":{"character":7}}})"));
}

TEST(LanguageServerDocuments, CountInUtf8WhenTheClientLikesThatBest) {
  TestClient client;
  EXPECT_TRUE(fits(
      client.request("initialize", R"({"capabilities":{"general":{"positionEncodings":["utf-32","utf-8","utf-16"]}}})"),
      R"({"capabilities":{"positionEncoding":"utf-8"}})"));
  client.open(kUri, "local a = \"😀ä\" print(a)");
  EXPECT_TRUE(
      fits(client.request("textDocument/definition", TestClient::at(kUri, 0, 26)),
           R"({"uri":"file:///a.lua","range":{"start":{"line":0,"character":6},"end":{"line":0,"character":7}}})"));
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kUri, 0, 19)),
                   R"({"range":{"start":{"line":0,"character":19},"end":{"line":0,"character":24}}})"));
}

TEST(LanguageServerDocuments, KeepTheirPlacesWhereACharacterIsCutInHalves) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a = \"\"\nlocal b = 1");
  EXPECT_TRUE(
      client
          .change(kUri, 2,
                  R"([{"range":{"start":{"line":0,"character":11},"end":{"line":0,"character":11}},"text":"\ud83d"}])")
          .empty());
  client.change(kUri, 3,
                R"([{"range":{"start":{"line":0,"character":12},"end":{"line":0,"character":12}},"text":"\ude00!"}])");
  client.change(kUri, 4,
                R"([{"range":{"start":{"line":0,"character":13},"end":{"line":0,"character":14}},"text":"?"}])");
  EXPECT_TRUE(fits(client.request("textDocument/selectionRange",
                                  TestClient::of(kUri, R"(,"positions":[{"line":0,"character":12}])")),
                   R"([{"range":{"start":{"character":10},"end":{"character":15}}}])"));
}

TEST(LanguageServerDocuments, StayAsTheyAreWhenAChangeIsNone) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a = 1");
  for (const char* changes :
       {R"([{"text":"x"},{"text":5}])", R"([{"text":"x","range":{"start":{"line":0}}}])", "5", "null"}) {
    const auto out = client.change(kUri, 2, changes);
    ASSERT_EQ(out.size(), 1u) << changes;
    EXPECT_TRUE(fits(out[0], R"({"method":"window/logMessage"})"));
  }
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kUri, 0, 6)), R"({"contents":{}})"));
}

TEST(LanguageServerDocuments, TakePlacesBehindTheirEnds) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a = 1\nlocal b");
  client.change(kUri, 2, R"j([{"range":{"start":{"line":1,"character":2147483647},
                               "end":{"line":4294967296,"character":9}},"text":" = 2\nprint(b)"}])j");
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kUri, 2, 6)),
                   R"({"range":{"start":{"line":1,"character":6}}})"));
}

TEST(LanguageServerDocuments, AreWhatAFreshTextWouldBeAfterAnyChanges) {
  std::mt19937 random(11);
  constexpr const char* kPieces[] = {"local a = 1\n", "😀",  "ä",          "\r\n", "print(a)", "\"",
                                     "end",           "\n", "if a then ", ""};
  const auto piece = [&] { return std::string(kPieces[random() % std::size(kPieces)]); };
  TestClient edited(kPlainClient);
  std::string text = "local s = \"ä😀\"\nreturn s\n";
  edited.open(kUri, text);
  Document document(text);
  for (int version = 2; version < 60; ++version) {
    const auto place = [&] { return document.position(static_cast<std::uint32_t>(random() % (document.size() + 1))); };
    Range range{place(), place()};
    if (document.offset(range.end) < document.offset(range.start)) std::swap(range.start, range.end);
    const std::string put = piece();
    document.replace(range, put);
    edited.change(kUri, version,
                  concat({R"([{"range":{"start":{"line":)", range.start.line, R"(,"character":)", range.start.character,
                          R"(},"end":{"line":)", range.end.line, R"(,"character":)", range.end.character,
                          R"(}},"text":)", json::quoted(put), "}]"}));
    if (version % 6 != 0) continue;
    TestClient fresh(kPlainClient);
    fresh.open(kUri, document.text(), version);
    ASSERT_EQ(edited.request("textDocument/diagnostic", TestClient::of(kUri)),
              fresh.request("textDocument/diagnostic", TestClient::of(kUri)))
        << document.text();
  }
}

TEST(LanguageServerDocuments, SayTheirHookThemselves) {
  TestClient client(R"({"initializationOptions":{"hook":"after_signup"}})");
  client.open("file:///x/before_signup/a.lua", "local e = context.trigger");
  client.open("file:///x/b.lua", "--@ hook=before_signup\nlocal e = context.email");
  client.open("file:///x/c.lua", "local e = context.nothing");
  EXPECT_TRUE(fits(client.request("textDocument/diagnostic", TestClient::of("file:///x/c.lua")),
                   R"({"items":[{"code":"unused-local"},{"code":"undefined-context-field"}]})"));
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at("file:///x/b.lua", 1, 20)),
                   R"({"contents":{"valueHas":"email: string"}})"));
}

TEST(LanguageServerDocuments, AreReportedInShortWhenTheyAreAskedAboutAgain) {
  TestClient client(R"({"initializationOptions":{"diagnostics":"pull"}})");
  client.open(kUri, "print(nothing)");
  const auto report = tests::fromText(client.request("textDocument/diagnostic", TestClient::of(kUri)));
  EXPECT_EQ(tests::stringOr(report, "kind", ""), "full");
  const std::string before = concat({R"(,"previousResultId":")", tests::stringOr(report, "resultId", ""), "\""});
  EXPECT_TRUE(fits(client.request("textDocument/diagnostic", TestClient::of(kUri, before)),
                   R"({"kind":"unchanged","items":null})"));
  client.replaceText(kUri, 2, "print(other)");
  EXPECT_TRUE(fits(client.request("textDocument/diagnostic", TestClient::of(kUri, before)), R"({"kind":"full"})"));
}

}  // namespace
}  // namespace sluice::language
