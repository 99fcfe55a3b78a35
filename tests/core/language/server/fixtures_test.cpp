// The fixtures of the language service once more, through the server: what a client is told is what the analysis says,
// in the same process and over standard input and output.
#include "core/language/fixture.h"
#include "core/language/server/stdio_client.h"
#include "core/language/server/test_client.h"
#include "language/features/hover.h"
#include "language/text/document.h"

namespace sluice::language {
namespace {

constexpr const char* kFixtureUri = "fixture:/script.lua";

std::string notification(std::string_view method, std::string_view params) {
  return concat({R"({"jsonrpc":"2.0","method":")", method, R"(","params":)", params, "}"});
}

std::string request(int id, std::string_view method, std::string_view params) {
  return concat({R"({"jsonrpc":"2.0","id":)", id, R"(,"method":")", method, R"(","params":)", params, "}"});
}

// The fixture's script behind those of earlier layers, and before a layer without scripts: somebody may read its data.
std::string pipelineOf(const Fixture& fixture) {
  json::Writer out;
  out.beginObject().member("hook", fixture.setting.hook).plainKey("layers").beginArray();
  for (std::size_t layer = 0; layer < fixture.setting.earlier.size(); ++layer) {
    out.beginArray();
    for (const EarlierScript& each : fixture.scripts) {
      if (each.layer != layer) continue;
      out.beginObject()
          .member("id", each.id)
          .member("uri", "fixture:/" + each.id)
          .member("text", each.code)
          .endObject();
    }
    out.endArray();
  }
  out.beginArray().beginObject().member("id", "its own").member("uri", kFixtureUri).endObject().endArray();
  return out.beginArray().endArray().endArray().endObject().take();
}

std::string workspaceOf(const Fixture& fixture) {
  json::Writer out;
  out.beginObject().plainKey("secrets").beginArray();
  for (const BoundSecret& each : fixture.setting.bound) {
    out.beginObject().member("name", each.name).plainKey("hosts").beginArray();
    for (const std::string& host : each.hosts) out.string(host);
    out.endArray().endObject();
  }
  return out.endArray().endObject().take();
}

// What a client says to see all of a fixture: the requests have the ids from 1 on.
std::vector<std::string> messagesOf(const Fixture& fixture) {
  const bool isPipeline = fixture.setting.isPipeline;
  const std::string hook = concat({R"({"initializationOptions":{"hook":)", json::quoted(fixture.setting.hook), "}}"});
  std::vector<std::string> messages{request(1, "initialize", hook)};
  if (isPipeline) messages.push_back(notification("sluice/pipelineDidChange", pipelineOf(fixture)));
  if (!fixture.setting.bound.empty())
    messages.push_back(notification("sluice/workspaceDidChange", workspaceOf(fixture)));
  messages.push_back(notification("textDocument/didOpen", concat({R"({"textDocument":{"uri":")", kFixtureUri,
                                                                  R"(","text":)", json::quoted(fixture.code), "}}"})));
  messages.push_back(request(2, "textDocument/diagnostic", TestClient::of(kFixtureUri)));
  const Document document(fixture.code);
  int id = 3;
  for (const Mark& mark : fixture.marks) {
    const Position at = document.position(mark.span.end);
    const std::string params = TestClient::at(kFixtureUri, static_cast<int>(at.line), static_cast<int>(at.character));
    messages.push_back(request(id++, "textDocument/hover", params));
  }
  return messages;
}

// The replies to messagesOf() as the analysis has them, but for the first.
std::vector<std::string> expectedReplies(const Fixture& fixture) {
  const Analysis analysis = analyze(fixture.code, fixture.setting);
  const Document document(fixture.code);
  const auto range = [&](Span span) {
    const Range its = document.range(span);
    return concat({R"({"start":{"line":)", its.start.line, R"(,"character":)", its.start.character,
                   R"(},"end":{"line":)", its.end.line, R"(,"character":)", its.end.character, "}}"});
  };
  std::string items;
  for (const Mistake& each : analysis.diagnostics) {
    const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(each.code)];
    const int severity = severityOf(info.severity) == "error" ? 1 : severityOf(info.severity) == "warning" ? 2 : 4;
    items += concat({items.empty() ? "" : ",", R"({"range":)", range(each.span), R"(,"severity":)", severity,
                     R"(,"code":")", info.code, R"(","message":)", json::quoted(each.message), "}"});
  }
  std::vector<std::string> replies{concat({R"({"result":{"items":[)", items, "]}}"})};
  for (const Mark& mark : fixture.marks) {
    const auto hover = hoverAt(analysis, mark.span.end);
    replies.push_back(!hover ? R"({"result":null})"
                             : concat({R"({"result":{"range":)", range(hover->span), R"(,"contents":{"value":)",
                                       json::quoted(markdownOf(*hover)), "}}}"}));
  }
  return replies;
}

class LanguageServerFixture : public testing::TestWithParam<std::string> {};

TEST_P(LanguageServerFixture, IsToldToClientsAsTheAnalysisHasIt) {
  const Fixture fixture = readFixture(tests::readFile(GetParam()));
  std::vector<std::string> replies;
  Server server("1");
  for (const std::string& message : messagesOf(fixture)) {
    for (std::string& reply : server.receive(message)) replies.push_back(std::move(reply));
  }
  const std::vector<std::string> expected = expectedReplies(fixture);
  ASSERT_EQ(replies.size(), expected.size() + 1);
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_TRUE(fits(replies[i + 1], expected[i]));
}

TEST_P(LanguageServerFixture, IsToldByTheProgramAsInTheSameProcess) {
  const Fixture fixture = readFixture(tests::readFile(GetParam()));
  Server server("1");
  StdioClient program;
  for (const std::string& message : messagesOf(fixture)) {
    program.send(message);
    for (const std::string& reply : server.receive(message)) {
      const bool isFirst = reply.find("serverInfo") != std::string::npos;
      std::optional<std::string> told = program.next();
      // Diagnostics that nobody asked for come whenever there is time.
      while (told && told->find("publishDiagnostics") != std::string::npos) told = program.next();
      if (!isFirst) {
        ASSERT_EQ(told, reply) << message;
      }
    }
  }
}

std::string nameOf(const testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, LanguageServerFixture, testing::ValuesIn(fixturePaths()), nameOf);

}  // namespace
}  // namespace sluice::language
