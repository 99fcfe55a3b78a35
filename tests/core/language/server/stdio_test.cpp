#include "core/language/server/stdio_client.h"

#include "core/language/server/test_client.h"

namespace sluice::language {
namespace {

// What a client says, and what has to come back; nullptr: nothing.
struct Step {
  const char* message;
  const char* reply;
};

constexpr Step kSession[] = {
    {R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":1,"rootUri":null,"capabilities":{}}})",
     R"({"id":1,"result":{"capabilities":{"hoverProvider":true},"serverInfo":{"name":"sluice-lsp"}}})"},
    {R"({"jsonrpc":"2.0","method":"initialized","params":{}})", nullptr},
    {R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/before_signup/a.lua",
        "languageId":"lua","version":1,"text":"local mail = context.emial\nreturn { allowed = mail ~= \"a\" }\n"}}})",
     R"({"method":"textDocument/publishDiagnostics","params":{"version":1,
        "diagnostics":[{"code":"undefined-context-field","range":{"start":{"line":0,"character":21}}}]}})"},
    {R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/before_signup/a.lua",
        "version":2},"contentChanges":[{"range":{"start":{"line":0,"character":21},"end":{"line":0,"character":26}},
        "text":"email"}]}})",
     R"({"params":{"version":2,"diagnostics":[]}})"},
    {R"({"jsonrpc":"2.0","id":"two","method":"textDocument/hover","params":{"textDocument":{
        "uri":"file:///w/before_signup/a.lua"},"position":{"line":1,"character":20}}})",
     R"({"id":"two","result":{"contents":{"kind":"markdown","valueHas":"mail: string"}}})"},
    {R"({"jsonrpc":"2.0","id":3,"method":"textDocument/definition","params":{"textDocument":{
        "uri":"file:///w/before_signup/a.lua"},"position":{"line":1,"character":20}}})",
     R"({"id":3,"result":{"range":{"start":{"line":0,"character":6}}}})"},
    {R"({"jsonrpc":"2.0","id":4,"method":"textDocument/rename","params":{"textDocument":{
        "uri":"file:///w/before_signup/a.lua"},"position":{"line":0,"character":7},"newName":"address"}})",
     R"({"id":4,"result":{"changes":{"file:///w/before_signup/a.lua":[{"newText":"address"},{"newText":"address"}]}}})"},
    {R"({"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///w/before_signup/a.lua"}}})",
     R"({"params":{"diagnostics":[]}})"},
    {R"({"jsonrpc":"2.0","id":5,"method":"shutdown"})", R"({"id":5,"result":null})"},
};

TEST(LanguageServerProgram, ServesAWholeSession) {
  StdioClient client;
  for (const Step& step : kSession) {
    client.send(step.message);
    if (step.reply == nullptr) continue;
    const auto reply = client.next();
    ASSERT_TRUE(reply.has_value()) << step.message;
    EXPECT_TRUE(fits(*reply, step.reply)) << step.message;
  }
  client.send(R"({"jsonrpc":"2.0","method":"exit"})");
  EXPECT_EQ(client.next(), std::nullopt);
  EXPECT_EQ(client.finish(), 0);
}

TEST(LanguageServerProgram, AnswersInTheOrderOfTheRequestsHoweverTheyCome) {
  StdioClient client;
  std::string bytes = lsp::framed(kSession[0].message);
  for (int id = 10; id < 40; ++id)
    bytes += lsp::framed(concat({R"({"jsonrpc":"2.0","method":"no/such","id":)", id, "}"}));
  const std::size_t half = bytes.size() / 2 + 3;
  client.write(std::string_view(bytes).substr(0, half));
  EXPECT_TRUE(client.next().has_value());
  client.write(std::string_view(bytes).substr(half));
  for (int id = 10; id < 40; ++id) {
    EXPECT_TRUE(fits(client.next().value_or("null"), concat({R"({"error":{"code":-32601},"id":)", id, "}"})));
  }
}

TEST(LanguageServerProgram, LeavesOutWhatWasCancelledBeforeItsTurn) {
  StdioClient client;
  client.send(kSession[0].message);
  client.next();
  client.write(lsp::framed(kSession[2].message) + lsp::framed(kSession[4].message) +
               lsp::framed(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"two"}})"));
  EXPECT_TRUE(fits(client.next().value_or("null"), R"({"id":"two","error":{"code":-32800}})"));
}

TEST(LanguageServerProgram, GoesOnAfterAFrameThatIsNone) {
  StdioClient client;
  client.write("Content-Length: many\r\n\r\n{}");
  client.send(kSession[0].message);
  EXPECT_TRUE(fits(client.next().value_or("null"), R"({"id":null,"error":{"code":-32700}})"));
  EXPECT_TRUE(fits(client.next().value_or("null"), R"({"id":1,"result":{}})"));
}

TEST(LanguageServerProgram, EndsWithItsInput) {
  StdioClient unsaid;
  EXPECT_EQ(unsaid.finish(), 1);
  StdioClient shutDown;
  shutDown.send(kSession[0].message);
  shutDown.send(R"({"jsonrpc":"2.0","id":5,"method":"shutdown"})");
  EXPECT_EQ(shutDown.finish(), 0);
  StdioClient cutOff;
  cutOff.write("Content-Length: 100\r\n\r\n{");
  EXPECT_EQ(cutOff.finish(), 1);
}

}  // namespace
}  // namespace sluice::language
