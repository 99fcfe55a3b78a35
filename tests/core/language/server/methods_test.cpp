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

TEST(LanguageServerMethods, ResolveTheItemThatSomebodyLooksAt) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local h = helpers.ha");
  const auto reply = tests::fromText(client.request("textDocument/completion", TestClient::at(kScriptUri, 0, 20)));
  const json::Value* hash = nullptr;
  for (const json::Value& item : reply.find("items")->items()) {
    if (tests::stringOr(item, "label", "") == "hash") hash = &item;
  }
  ASSERT_NE(hash, nullptr);
  EXPECT_TRUE(fits(client.request("completionItem/resolve", tests::toText(*hash)),
                   R"({"label":"hash","detailHas":"hash","documentation":{"kind":"markdown"},"textEdit":{}})"));
  EXPECT_TRUE(fits(client.request("completionItem/resolve", R"({"label":"x","data":{"uri":5}})"), R"({"label":"x"})"));
  EXPECT_TRUE(fits(client.request("completionItem/resolve", "5"), R"({"code":-32602})"));
}

TEST(LanguageServerMethods, HelpWithTheArgumentsOfACall) {
  TestClient client(
      R"({"capabilities":{"textDocument":{"signatureHelp":{"signatureInformation":{"parameterInformation":{"labelOffsetSupport":true}}}}}})");
  client.open(kScriptUri, "local s = string.rep(\"a\", )");
  EXPECT_TRUE(
      fits(client.request("textDocument/signatureHelp", TestClient::at(kScriptUri, 0, 26)),
           R"({"activeSignature":0,"activeParameter":1,"signatures":[{"labelHas":"string.rep(","activeParameter":1,
                       "parameters":[{"label":[11,20]},{},{}]}]})"));
  EXPECT_EQ(client.request("textDocument/signatureHelp", TestClient::at(kScriptUri, 0, 3)), "null");
}

TEST(LanguageServerMethods, TellTheTokensOfADocumentAndOfAPart) {
  TestClient client;
  EXPECT_TRUE(fits(client.request("initialize", kPlainClient),
                   R"({"capabilities":{"semanticTokensProvider":{"range":true,"full":true,"legend":{}}}})"));
  client.open(kScriptUri, "local ä = 1 -- 😀\nlocal b = \"😀\" .. s");
  const auto whole = tests::fromText(client.request("textDocument/semanticTokens/full", TestClient::of(kScriptUri)));
  const auto& data = whole.find("data")->items();
  ASSERT_EQ(data.size() % 5, 0u);
  ASSERT_GE(data.size(), 10u);
  const auto part = tests::fromText(client.request(
      "textDocument/semanticTokens/range",
      TestClient::of(kScriptUri, R"(,"range":{"start":{"line":1,"character":0},"end":{"line":1,"character":8}})")));
  ASSERT_EQ(part.find("data")->items().size(), 5u);
  EXPECT_EQ(part.find("data")->items()[0].integer(), 1);
  EXPECT_EQ(part.find("data")->items()[1].integer(), 6);
}

TEST(LanguageServerMethods, ShowHintsWithTheEditsThatWriteThem) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local mail = context.email\nhelpers.log(mail)");
  const std::string all = R"(,"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}})";
  EXPECT_TRUE(client.request("textDocument/inlayHint", TestClient::of(kScriptUri, all)).starts_with("[{\"position\""));
  TestClient none(R"({"initializationOptions":{"inlayHints":{"parameterNames":false,"variableTypes":false,
                      "loopVariables":false,"functionResults":false,"scriptResult":false}}})");
  none.open(kScriptUri, "local mail = context.email\nhelpers.log(mail)");
  EXPECT_EQ(none.request("textDocument/inlayHint", TestClient::of(kScriptUri, all)), "[]");
}

TEST(LanguageServerMethods, FollowCallsInBothDirections) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local function f() return 1 end\nlocal function g() return f() end\nprint(g())");
  const auto items =
      tests::fromText(client.request("textDocument/prepareCallHierarchy", TestClient::at(kScriptUri, 0, 15)));
  ASSERT_EQ(items.items().size(), 1u);
  const std::string params = concat({R"({"item":)", tests::toText(items.items()[0]), "}"});
  EXPECT_TRUE(fits(client.request("callHierarchy/incomingCalls", params),
                   R"([{"from":{"name":"g"},"fromRanges":[{"start":{"line":1,"character":26}}]}])"));
  EXPECT_EQ(client.request("callHierarchy/outgoingCalls", params), "[]");
  for (const char* wrong : {"{}", R"({"item":{"uri":"file:///before_signup/a.lua","data":{"function":99}}})", "5"}) {
    EXPECT_TRUE(fits(client.request("callHierarchy/incomingCalls", wrong), R"({"code":-32602})")) << wrong;
  }
}

TEST(LanguageServerMethods, FindSymbolsOfAllDocuments) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local function fetchAll() end");
  client.open("file:///b.lua", "local function other() end\nlocal function fetch_one() end");
  EXPECT_TRUE(fits(client.request("workspace/symbol", R"({"query":"feto"})"),
                   R"([{"name":"fetch_one","location":{"uri":"file:///b.lua"}}])"));
  EXPECT_TRUE(fits(client.request("workspace/symbol", R"({"query":"fetch"})"), "[{},{}]"));
}

TEST(LanguageServerMethods, CountTheLaterScriptsThatReadAScript) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange",
                R"j({"hook":"before_signup","layers":[[{"id":"a","uri":"u:/a","text":"return { data = { x = 1 } }"}],
                    [{"id":"b","uri":"u:/b","text":"helpers.log(context.prev.x)"},
                     {"id":"c","uri":"u:/c","text":"return"}]]})j");
  EXPECT_TRUE(fits(client.request("textDocument/codeLens", TestClient::of("u:/a")),
                   R"([{"command":{"titleHas":"used by 1 later script","command":""}},{}])"));
}

TEST(LanguageServerMethods, FormatWholesPartsAndWhatIsTyped) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "if a then\nprint( 1 )\nend\n");
  const auto options = [](std::string_view more) {
    return concat({R"(,"options":{"tabSize":4,"insertSpaces":true})", more});
  };
  EXPECT_TRUE(client.request("textDocument/formatting", TestClient::of(kScriptUri, options(""))).find("    ") !=
              std::string::npos);
  EXPECT_EQ(
      client.request(
          "textDocument/rangeFormatting",
          TestClient::of(kScriptUri,
                         options(R"(,"range":{"start":{"line":3,"character":0},"end":{"line":3,"character":0}})"))),
      "[]");
  EXPECT_TRUE(
      fits(client.request("textDocument/onTypeFormatting", TestClient::at(kScriptUri, 2, 3, options(R"(,"ch":"")"))),
           R"({"code":-32602})"));
  EXPECT_TRUE(
      client.request("textDocument/onTypeFormatting", TestClient::at(kScriptUri, 1, 0, options(R"(,"ch":"\n")")))
          .starts_with("["));
}

TEST(LanguageServerMethods, OfferMendsWithTheirEdits) {
  TestClient client(kPlainClient);
  client.open(kScriptUri, "local mail = context.emial\nreturn { allowed = mail == \"a\" }");
  const auto ask = [&](std::string_view only) {
    return client.request(
        "textDocument/codeAction",
        TestClient::of(kScriptUri, concat({R"(,"range":{"start":{"line":0,"character":22},"end":{"line":0,
                              "character":22}},"context":{"diagnostics":[])",
                                           only, "}"})));
  };
  const json::Value actions = tests::fromText(ask(R"(,"only":["quickfix"])"));
  ASSERT_FALSE(actions.items().empty());
  EXPECT_TRUE(fits(tests::toText(actions.items()[0]),
                   R"({"kind":"quickfix","diagnostics":[{"code":"undefined-context-field"}],
                       "edit":{"changes":{"file:///before_signup/a.lua":[{"newText":"email"}]}}})"));
  EXPECT_EQ(ask(R"(,"only":["no.such"])"), "[]");
  EXPECT_TRUE(fits(ask(R"(,"only":5)"), R"({"code":-32602})"));
}

}  // namespace
}  // namespace sluice::language
