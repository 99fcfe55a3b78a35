#include "core/language/server/test_client.h"

namespace sluice::language {
namespace {

std::string only(const std::vector<std::string>& messages) {
  EXPECT_EQ(messages.size(), 1u);
  return messages.empty() ? "null" : messages[0];
}

TEST(LanguageServer, SaysWhoItIsAndWhatItCan) {
  TestClient client;
  EXPECT_TRUE(fits(client.request("initialize", kPlainClient),
                   R"({"serverInfo":{"name":"sluice-lsp","version":"1.2.3"},
                       "capabilities":{"positionEncoding":"utf-16","textDocumentSync":{"openClose":true,"change":2},
                         "hoverProvider":true,"definitionProvider":true,"renameProvider":{"prepareProvider":true},
                         "diagnosticProvider":null}})"));
}

TEST(LanguageServer, OffersToBeAskedForDiagnosticsWhenTheClientSaysThatItAsks) {
  TestClient client;
  EXPECT_TRUE(fits(client.request("initialize", R"({"initializationOptions":{"diagnostics":"pull"}})"),
                   R"({"capabilities":{"diagnosticProvider":{"interFileDependencies":true}}})"));
  client.open("file:///a.lua", "nothing()");
  EXPECT_FALSE(client.server().hasWork());
}

TEST(LanguageServer, RefusesEverythingBeforeInitialize) {
  TestClient client;
  EXPECT_TRUE(fits(client.request("textDocument/hover", "{}"), R"({"code":-32002})"));
  EXPECT_TRUE(fits(client.request("shutdown", "null"), R"({"code":-32002})"));
  EXPECT_TRUE(client.notify("textDocument/didOpen", "{}").empty());
  EXPECT_FALSE(client.server().hasWork());
}

TEST(LanguageServer, IsInitializedOnce) {
  TestClient client(kPlainClient);
  EXPECT_TRUE(fits(client.request("initialize", kPlainClient), R"({"code":-32600})"));
}

TEST(LanguageServer, RefusesEverythingAfterShutdownAndEndsWellThen) {
  TestClient client(kPlainClient);
  EXPECT_EQ(client.request("shutdown", "null"), "null");
  EXPECT_TRUE(fits(client.request("textDocument/hover", "{}"), R"({"code":-32600})"));
  EXPECT_EQ(client.server().exitCode(), std::nullopt);
  client.notify("exit", "null");
  EXPECT_EQ(client.server().exitCode(), 0);
}

TEST(LanguageServer, EndsWithAFailureWhenItWasNotShutDown) {
  TestClient client(kPlainClient);
  client.notify("exit", "null");
  EXPECT_EQ(client.server().exitCode(), 1);
  EXPECT_TRUE(client.server().receive(R"({"jsonrpc":"2.0","id":1,"method":"shutdown"})").empty());
}

TEST(LanguageServer, AnswersWhatIsNoMessageWithTheCodesOfTheProtocol) {
  TestClient client(kPlainClient);
  struct Case {
    const char* message;
    const char* reply;
  };
  for (const auto& [message, reply] : {
           Case{"", R"({"id":null,"error":{"code":-32700}})"},
           Case{"{", R"({"id":null,"error":{"code":-32700}})"},
           Case{"\xff\xfe", R"({"id":null,"error":{"code":-32700}})"},
           Case{"[]", R"({"id":null,"error":{"code":-32600}})"},
           Case{"{}", R"({"id":null,"error":{"code":-32600}})"},
           Case{R"({"jsonrpc":"1.0","id":4,"method":"shutdown"})", R"({"id":4,"error":{"code":-32600}})"},
           Case{R"({"jsonrpc":"2.0","id":4})", R"({"id":4,"error":{"code":-32600}})"},
           Case{R"({"jsonrpc":"2.0","id":[],"method":"shutdown"})", R"({"id":null,"error":{"code":-32600}})"},
           Case{R"({"jsonrpc":"2.0","id":null,"method":"shutdown"})", R"({"id":null,"error":{"code":-32600}})"},
           Case{R"({"jsonrpc":"2.0","id":"a\"b","method":"no/such"})", R"({"id":"a\"b","error":{"code":-32601}})"},
           Case{R"({"jsonrpc":"2.0","id":-7,"method":"$/no/such"})", R"({"id":-7,"error":{"code":-32601}})"},
       }) {
    EXPECT_TRUE(fits(only(client.server().receive(message)), reply)) << message;
  }
}

TEST(LanguageServer, IgnoresNotificationsItDoesNotKnowAndReplies) {
  TestClient client(kPlainClient);
  EXPECT_TRUE(client.notify("$/setTrace", "{}").empty());
  EXPECT_TRUE(client.notify("no/such", "[1]").empty());
  EXPECT_TRUE(client.server().receive(R"({"jsonrpc":"2.0","id":5,"result":null})").empty());
  EXPECT_TRUE(client.server().receive(R"({"jsonrpc":"2.0","id":5,"error":{"code":1,"message":""}})").empty());
}

TEST(LanguageServer, RefusesParamsOfTheWrongShape) {
  TestClient client(kPlainClient);
  client.open("file:///a.lua", "local a = 1");
  for (const char* params :
       {"null", "[]", "{}", R"({"textDocument":"file:///a.lua"})", R"({"textDocument":{"uri":"file:///a.lua"}})",
        R"({"textDocument":{"uri":"file:///a.lua"},"position":{"line":-1,"character":0}})",
        R"({"textDocument":{"uri":"file:///a.lua"},"position":{"line":"0","character":0}})",
        R"({"textDocument":{"uri":"file:///other.lua"},"position":{"line":0,"character":0}})"}) {
    EXPECT_TRUE(fits(client.request("textDocument/hover", params), R"({"code":-32602})")) << params;
  }
}

TEST(LanguageServer, AnswersRequestsThatWereCancelledWhileTheyWaitedAtOnce) {
  TestClient client(kPlainClient);
  client.open("file:///a.lua", "local a = 1");
  Server& server = client.server();
  const std::string cancel = R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":50}})";
  const std::string hover = concat({R"({"jsonrpc":"2.0","id":50,"method":"textDocument/hover","params":)",
                                    TestClient::at("file:///a.lua", 0, 6), "}"});
  server.announce(hover);
  server.announce(cancel);
  EXPECT_TRUE(fits(only(server.receive(hover)), R"({"id":50,"error":{"code":-32800}})"));
  EXPECT_TRUE(server.receive(cancel).empty());
  EXPECT_TRUE(fits(only(server.receive(hover)), R"({"id":50,"result":{}})")) << "the id may be used again";
}

}  // namespace
}  // namespace sluice::language
