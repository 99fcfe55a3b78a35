#include "core/language/server/test_client.h"

namespace sluice::language {
namespace {

constexpr const char* kScriptUri = "file:///before_signup/a.lua";

TEST(LanguageServerMethods, ShowTypesAndDocumentationOfWhatIsUnderThePointer) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local mail = context.email\nhelpers.log(mail)");
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kScriptUri, 0, 7)),
                   R"({"contents":{"kind":"markdown","valueHas":"mail: string"},
                       "range":{"start":{"line":0,"character":6},"end":{"line":0,"character":10}}})"));
  EXPECT_EQ(client.request("textDocument/hover", TestClient::at(kScriptUri, 0, 12)), "null");
}

TEST(LanguageServerMethods, ShowPlainTextsToClientsWithoutMarkdown) {
  TestClient client(R"({"capabilities":{"textDocument":{"hover":{"contentFormat":["plaintext"]}}}})");
  client.open(kScriptUri, "local mail = 1");
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kScriptUri, 0, 7)),
                   R"({"contents":{"kind":"plaintext","valueHas":"local mail: integer"}})"));
}

TEST(LanguageServerMethods, CompleteWithTheRangeThatIsReplaced) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local name = context.em");
  const auto reply = tests::fromText(client.request("textDocument/completion", TestClient::at(kScriptUri, 0, 23)));
  bool isFound = false;
  for (const json::Value& item : reply.find("items")->items()) {
    if (tests::stringOr(item, "label", "") != "email") continue;
    isFound = true;
    EXPECT_TRUE(fits(tests::toText(item), R"({"kind":5,"textEdit":{"newText":"email",
        "range":{"start":{"line":0,"character":21},"end":{"line":0,"character":23}}}})"));
  }
  EXPECT_TRUE(isFound);
}

TEST(LanguageServerMethods, FindDeclarationsAndUses) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local a = 1\na = a + 1\nprint(a)");
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kScriptUri, 2, 6)),
                   R"({"uri":"file:///before_signup/a.lua","range":{"start":{"line":0,"character":6}}})"));
  EXPECT_EQ(client.request("textDocument/definition", TestClient::at(kScriptUri, 2, 2)), "null");
  EXPECT_TRUE(fits(client.request("textDocument/references", TestClient::at(kScriptUri, 1, 0)), R"([{},{},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/references",
                                  TestClient::at(kScriptUri, 1, 0, R"(,"context":{"includeDeclaration":true})")),
                   R"([{"range":{"start":{"line":0}}},{},{},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/documentHighlight", TestClient::at(kScriptUri, 1, 0)),
                   R"([{"kind":3},{"kind":3},{"kind":2},{"kind":2}])"));
}

TEST(LanguageServerMethods, RenameWithTheChangesOfADocument) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local a, c = 1, 2\nprint(a, c)");
  EXPECT_TRUE(fits(client.request("textDocument/prepareRename", TestClient::at(kScriptUri, 1, 6)),
                   R"({"placeholder":"a","range":{"start":{"line":1,"character":6}}})"));
  EXPECT_EQ(client.request("textDocument/prepareRename", TestClient::at(kScriptUri, 1, 1)), "null");
  EXPECT_TRUE(
      fits(client.request("textDocument/rename", TestClient::at(kScriptUri, 1, 6, R"(,"newName":"b")")),
           R"({"changes":{"file:///before_signup/a.lua":[{"range":{"start":{"line":0,"character":6}},"newText":"b"},
                       {"range":{"start":{"line":1,"character":6},"end":{"line":1,"character":7}},"newText":"b"}]}})"));
}

TEST(LanguageServerMethods, RefuseToRenameWithAReason) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local a, c = 1, 2\nprint(a, c)");
  EXPECT_TRUE(fits(client.request("textDocument/rename", TestClient::at(kScriptUri, 1, 6, R"(,"newName":"c")")),
                   R"({"code":-32803,"messageHas":"'c'"})"));
  EXPECT_TRUE(fits(client.request("textDocument/rename", TestClient::at(kScriptUri, 1, 1, R"(,"newName":"c")")),
                   R"({"code":-32803})"));
  EXPECT_TRUE(fits(client.request("textDocument/rename", TestClient::at(kScriptUri, 1, 6)), R"({"code":-32602})"));
}

TEST(LanguageServerMethods, OutlineAsATreeOrAsAList) {
  constexpr const char* kCode = "local function f()\n  local function g() end\nend";
  TestClient tree(R"({"capabilities":{"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}}}})");
  tree.open(kScriptUri, kCode);
  EXPECT_TRUE(fits(tree.request("textDocument/documentSymbol", TestClient::of(kScriptUri)),
                   R"([{"name":"f","kind":12,"range":{"end":{"line":2}},"selectionRange":{"start":{"character":15}},
                        "children":[{"name":"g"}]}])"));
  TestClient list(kPlainClient);
  list.open(kScriptUri, kCode);
  EXPECT_TRUE(fits(
      list.request("textDocument/documentSymbol", TestClient::of(kScriptUri)),
      R"([{"name":"f","location":{"uri":"file:///before_signup/a.lua"},"children":null},{"name":"g","containerName":"f"}])"));
}

TEST(LanguageServerMethods, FoldAndGrowSelections) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "if context.email then\n  print(1)\nend");
  EXPECT_TRUE(fits(client.request("textDocument/foldingRange", TestClient::of(kScriptUri)),
                   R"([{"startLine":0,"endLine":1}])"));
  EXPECT_TRUE(fits(
      client.request("textDocument/selectionRange",
                     TestClient::of(kScriptUri, R"(,"positions":[{"line":1,"character":3},{"line":0,"character":0}])")),
      R"([{"range":{"start":{"line":1,"character":2},"end":{"line":1,"character":7}},"parent":{"parent":{}}},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/selectionRange", TestClient::of(kScriptUri, R"(,"positions":[5])")),
                   R"({"code":-32602})"));
}

}  // namespace
}  // namespace sluice::language
