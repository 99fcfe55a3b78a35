// The server is spoken to by programs that have bugs: whatever they say, it answers, and goes on.
#include <random>

#include "core/language/server/test_client.h"
#include "language/text/document.h"

namespace sluice::language {
namespace {

constexpr const char* kTargetUri = "file:///before_signup/a.lua";

// One message of every kind, well-formed.
std::vector<std::string> someMessages() {
  const auto message = [](std::string_view method, std::string_view params, int id) {
    return concat({R"({"jsonrpc":"2.0",)", id == 0 ? std::string() : concat({R"("id":)", id, ","}), R"("method":")",
                   method, R"(","params":)", params, "}"});
  };
  std::vector<std::string> all{
      message(
          "initialize",
          R"({"capabilities":{"general":{"positionEncodings":["utf-16"]}},"initializationOptions":{"hook":"before_signup"}})",
          1),
      message(
          "textDocument/didOpen",
          R"({"textDocument":{"uri":"file:///before_signup/a.lua","version":1,"text":"local a = context.email\nif a then print(a) end\n"}})",
          0),
      message(
          "textDocument/didChange",
          R"({"textDocument":{"uri":"file:///before_signup/a.lua","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":3},"end":{"line":1,"character":5}},"text":"\n"}]})",
          0),
      message(
          "sluice/pipelineDidChange",
          R"({"hook":"before_signup","layers":[[{"id":"geo","uri":"u:/geo","text":"return { data = { a = 1 } }"}],[{"id":"a","uri":"file:///before_signup/a.lua"}]]})",
          0),
      message("sluice/workspaceDidChange", R"({"secrets":[{"name":"KEY","hosts":["a.example"]}],"settings":["X"]})", 0),
      message("textDocument/didClose", R"({"textDocument":{"uri":"file:///before_signup/a.lua"}})", 0),
  };
  int id = 2;
  for (const char* method : {"completion",
                             "hover",
                             "definition",
                             "typeDefinition",
                             "references",
                             "documentHighlight",
                             "prepareRename",
                             "rename",
                             "documentSymbol",
                             "signatureHelp",
                             "semanticTokens/full",
                             "semanticTokens/range",
                             "inlayHint",
                             "codeLens",
                             "prepareCallHierarchy",
                             "formatting",
                             "rangeFormatting",
                             "onTypeFormatting",
                             "foldingRange",
                             "selectionRange",
                             "diagnostic"}) {
    all.push_back(message(concat({"textDocument/", method}),
                          TestClient::at(kTargetUri, 0, 20, R"(,"newName":"b","positions":[{"line":0,"character":9}])"),
                          id++));
  }
  all.push_back(message("sluice/capabilities", TestClient::of(kTargetUri), id++));
  return all;
}

// Everything it says is JSON.
void expectJson(const std::vector<std::string>& messages) {
  for (const std::string& each : messages) EXPECT_TRUE(json::parse(each).has_value()) << each;
}

TEST(LanguageServerRobustness, TakesEveryMessageCutOff) {
  Server server("1");
  for (const std::string& message : someMessages()) {
    for (std::size_t length = 0; length < message.size(); length += 3)
      expectJson(server.receive(message.substr(0, length)));
    expectJson(server.receive(message));
  }
}

TEST(LanguageServerRobustness, TakesEveryMemberAsSomethingElse) {
  constexpr std::string_view kOthers[] = {"null", "true", "-1", "1e300", "\"\"", "[]", "{}", "[[[{}]]]", "99999999999"};
  Server server("1");
  for (const std::string& message : someMessages()) {
    for (std::size_t at = message.find("\":"); at != std::string::npos; at = message.find("\":", at + 1)) {
      const std::size_t begin = at + 2;
      const std::size_t end = message.find_first_of(",}]", begin + 1);
      for (const std::string_view other : kOthers) {
        std::string changed = message;
        changed.replace(begin, end - begin, other);
        if (changed.find("\"exit\"") == std::string::npos) expectJson(server.receive(changed));
      }
    }
    expectJson(server.receive(message));
  }
}

TEST(LanguageServerRobustness, TakesMessagesInAnyOrderWithAnyDamage) {
  std::mt19937 random(23);
  const std::vector<std::string> messages = someMessages();
  for (int round = 0; round < 20; ++round) {
    Server server("1");
    server.receive(messages[0]);
    for (int i = 0; i < 60; ++i) {
      std::string message = messages[random() % messages.size()];
      if (random() % 3 == 0) message[random() % message.size()] = static_cast<char>(random() % 256);
      if (random() % 5 == 0) message.insert(random() % message.size(), message.substr(random() % message.size(), 9));
      server.announce(message);
      expectJson(server.receive(message));
      if (random() % 4 == 0 && server.hasWork()) expectJson(server.idle());
    }
    while (server.hasWork()) expectJson(server.idle());
  }
}

TEST(LanguageServerRobustness, AnswersEverythingAtEveryPlaceOfAnyText) {
  constexpr const char* kTexts[] = {
      "",
      "\n",
      "\r\n\r\n",
      "😀",
      "local t = { a = { b = 1 } }\nt.a.b = t.a.b + 1\ngoto x ::x::",
      "local function f(a, ...) return a.",
      "if context.",
      "x = \"",
      "--[[ a",
      "context.outputs[\"",
      "for i = 1, ",
      "t:",
      "}}})",
  };
  TestClient client(kPlainClient);
  for (const char* text : kTexts) {
    client.open(kTargetUri, text);
    const Document document{std::string(text)};
    for (std::uint32_t offset = 0; offset <= document.size(); ++offset) {
      const Position at = document.position(offset);
      const std::string params = TestClient::at(kTargetUri, static_cast<int>(at.line), static_cast<int>(at.character),
                                                R"(,"newName":"zz","context":{"includeDeclaration":true})");
      for (const char* method :
           {"completion", "hover", "definition", "references", "documentHighlight", "prepareRename", "rename"}) {
        client.request(concat({"textDocument/", method}), params);
      }
    }
    client.idle();
  }
}

TEST(LanguageServerRobustness, TakesDeepMessages) {
  Server server("1");
  server.receive(someMessages()[0]);
  const std::string deep(100000, '[');
  EXPECT_TRUE(fits(server.receive(deep)[0], R"({"error":{"code":-32700}})"));
}

}  // namespace
}  // namespace sluice::language
