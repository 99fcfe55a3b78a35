#include "language/server/test_client.h"

namespace sluice::language {
namespace {

constexpr const char* kUri = "file:///before_signup/a.lua";

TEST(LanguageServerMethods, ShowTypesAndDocumentationOfWhatIsUnderThePointer) {
  TestClient client(kPlainClient);
  client.open(kUri, "local mail = context.email\nhelpers.log(mail)");
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kUri, 0, 7)),
                   R"({"contents":{"kind":"markdown","valueHas":"mail: string"},
                       "range":{"start":{"line":0,"character":6},"end":{"line":0,"character":10}}})"));
  EXPECT_EQ(client.request("textDocument/hover", TestClient::at(kUri, 0, 12)), "null");
}

TEST(LanguageServerMethods, ShowPlainTextsToClientsWithoutMarkdown) {
  TestClient client(R"({"capabilities":{"textDocument":{"hover":{"contentFormat":["plaintext"]}}}})");
  client.open(kUri, "local mail = 1");
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kUri, 0, 7)),
                   R"({"contents":{"kind":"plaintext","value":"local mail: 1"}})"));
}

TEST(LanguageServerMethods, CompleteWithTheRangeThatIsReplaced) {
  TestClient client(kPlainClient);
  client.open(kUri, "local name = context.em");
  const auto reply = tests::fromText(client.request("textDocument/completion", TestClient::at(kUri, 0, 23)));
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
  client.open(kUri, "local a = 1\na = a + 1\nprint(a)");
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kUri, 2, 6)),
                   R"({"uri":"file:///before_signup/a.lua","range":{"start":{"line":0,"character":6}}})"));
  EXPECT_EQ(client.request("textDocument/definition", TestClient::at(kUri, 2, 2)), "null");
  EXPECT_TRUE(fits(client.request("textDocument/references", TestClient::at(kUri, 1, 0)), R"([{},{},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/references",
                                  TestClient::at(kUri, 1, 0, R"(,"context":{"includeDeclaration":true})")),
                   R"([{"range":{"start":{"line":0}}},{},{},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/documentHighlight", TestClient::at(kUri, 1, 0)),
                   R"([{"kind":3},{"kind":3},{"kind":2},{"kind":2}])"));
}

TEST(LanguageServerMethods, RenameWithTheChangesOfADocument) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a, c = 1, 2\nprint(a, c)");
  EXPECT_TRUE(fits(client.request("textDocument/prepareRename", TestClient::at(kUri, 1, 6)),
                   R"({"placeholder":"a","range":{"start":{"line":1,"character":6}}})"));
  EXPECT_EQ(client.request("textDocument/prepareRename", TestClient::at(kUri, 1, 1)), "null");
  EXPECT_TRUE(
      fits(client.request("textDocument/rename", TestClient::at(kUri, 1, 6, R"(,"newName":"b")")),
           R"({"changes":{"file:///before_signup/a.lua":[{"range":{"start":{"line":0,"character":6}},"newText":"b"},
                       {"range":{"start":{"line":1,"character":6},"end":{"line":1,"character":7}},"newText":"b"}]}})"));
}

TEST(LanguageServerMethods, RefuseToRenameWithAReason) {
  TestClient client(kPlainClient);
  client.open(kUri, "local a, c = 1, 2\nprint(a, c)");
  EXPECT_TRUE(fits(client.request("textDocument/rename", TestClient::at(kUri, 1, 6, R"(,"newName":"c")")),
                   R"({"code":-32803,"messageHas":"'c'"})"));
  EXPECT_TRUE(fits(client.request("textDocument/rename", TestClient::at(kUri, 1, 1, R"(,"newName":"c")")),
                   R"({"code":-32803})"));
  EXPECT_TRUE(fits(client.request("textDocument/rename", TestClient::at(kUri, 1, 6)), R"({"code":-32602})"));
}

TEST(LanguageServerMethods, OutlineAsATreeOrAsAList) {
  constexpr const char* kCode = "local function f()\n  local function g() end\nend";
  TestClient tree(R"({"capabilities":{"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}}}})");
  tree.open(kUri, kCode);
  EXPECT_TRUE(fits(tree.request("textDocument/documentSymbol", TestClient::of(kUri)),
                   R"([{"name":"f","kind":12,"range":{"end":{"line":2}},"selectionRange":{"start":{"character":15}},
                        "children":[{"name":"g"}]}])"));
  TestClient list(kPlainClient);
  list.open(kUri, kCode);
  EXPECT_TRUE(fits(
      list.request("textDocument/documentSymbol", TestClient::of(kUri)),
      R"([{"name":"f","location":{"uri":"file:///before_signup/a.lua"},"children":null},{"name":"g","containerName":"f"}])"));
}

TEST(LanguageServerMethods, FoldAndGrowSelections) {
  TestClient client(kPlainClient);
  client.open(kUri, "if context.email then\n  print(1)\nend");
  EXPECT_TRUE(
      fits(client.request("textDocument/foldingRange", TestClient::of(kUri)), R"([{"startLine":0,"endLine":1}])"));
  EXPECT_TRUE(fits(
      client.request("textDocument/selectionRange",
                     TestClient::of(kUri, R"(,"positions":[{"line":1,"character":3},{"line":0,"character":0}])")),
      R"([{"range":{"start":{"line":1,"character":2},"end":{"line":1,"character":7}},"parent":{"parent":{}}},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/selectionRange", TestClient::of(kUri, R"(,"positions":[5])")),
                   R"({"code":-32602})"));
}

}  // namespace
}  // namespace sluice::language
