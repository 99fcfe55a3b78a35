#include "core/language/server/test_client.h"

namespace sluice::language {
namespace {

// Two layers: geo and tier, then last. Their texts come with the pipeline.
std::string pipeline(std::string_view geo, std::string_view more = {}) {
  return concat({R"({"hook":"before_signup","mode":"blocking",)", more, R"("layers":[
      [{"id":"geo","name":"Where from","uri":"sluice:/geo","text":)",
                 json::quoted(geo), R"(},
       {"id":"tier","uri":"sluice:/tier","text":"return { data = { tier = \"free\" } }"}],
      [{"id":"last","uri":"sluice:/last"}]]})"});
}

constexpr const char* kLast = "sluice:/last";
constexpr const char* kGeo = "return { data = { country = \"DE\" } }";

std::string codesOf(TestClient& client, const char* uri) {
  const auto report = tests::fromText(client.request("textDocument/diagnostic", TestClient::of(uri)));
  std::string codes;
  for (const auto& each : report.find("items")->items()) codes += tests::stringOr(each, "code", "") + " ";
  return codes;
}

TEST(LanguageServerPipelines, ShowWhatEarlierScriptsReturn) {
  TestClient client(kPlainClient);
  EXPECT_TRUE(client.notify("sluice/pipelineDidChange", pipeline(kGeo)).empty());
  client.open(kLast, "helpers.log(context.prev.country, context.outputs.tier.tier)");
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kLast, 0, 27)),
                   R"({"contents":{"valueHas":["country: string","geo"]}})"));
  EXPECT_EQ(codesOf(client, kLast), "");
}

TEST(LanguageServerPipelines, MayComeWithInitialize) {
  TestClient client(concat({R"({"initializationOptions":{"pipelines":[)", pipeline(kGeo),
                            R"(],"workspace":{"secrets":["KEY"],"settings":["REGION"]}}})"}));
  client.open(kLast, "helpers.log(context.prev.nowhere, helpers.secret(\"\"))");
  EXPECT_TRUE(codesOf(client, kLast).starts_with("undefined-context-field "));
  EXPECT_TRUE(
      fits(client.request("textDocument/completion", TestClient::at(kLast, 0, 50)), R"({"items":[{"label":"KEY"}]})"));
}

TEST(LanguageServerPipelines, FollowTheScriptThatIsBeingEdited) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.country)");
  client.open("sluice:/geo", kGeo);
  EXPECT_EQ(client.idle().size(), 2u);
  client.replaceText("sluice:/geo", 2, "return { data = { land = \"DE\" } }");
  const auto out = client.idle();
  ASSERT_EQ(out.size(), 2u);
  EXPECT_TRUE(fits(out[0], R"({"params":{"uri":"sluice:/geo","version":2}})"));
  EXPECT_TRUE(fits(out[1], R"({"params":{"uri":"sluice:/last","diagnostics":[{"code":"undefined-context-field"}]}})"));
}

TEST(LanguageServerPipelines, LeaveLaterScriptsAloneWhenTheSameDataComesOut) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.nowhere)");
  client.open("sluice:/geo", kGeo);
  client.idle();
  client.replaceText("sluice:/geo", 2, concat({"local moved = 1\nhelpers.log(moved)\n", kGeo}));
  EXPECT_EQ(client.idle().size(), 1u) << "nothing is told about the later one";
  EXPECT_TRUE(fits(client.request("textDocument/hover", TestClient::at(kLast, 0, 20)), R"({"contents":{}})"));
}

TEST(LanguageServerPipelines, GoBackToTheGivenTextWhenADocumentIsClosed) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.country)");
  client.open("sluice:/geo", "return { data = {} }");
  EXPECT_EQ(codesOf(client, kLast), "undefined-context-field ");
  client.notify("textDocument/didClose", TestClient::of("sluice:/geo"));
  EXPECT_EQ(codesOf(client, kLast), "");
}

TEST(LanguageServerPipelines, LeadToTheFieldThatAnotherScriptReturns) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.country, context.outputs.geo.country, context.outputs[\"tier\"])");
  const char* const country =
      R"({"uri":"sluice:/geo","range":{"start":{"line":0,"character":18},"end":{"line":0,"character":25}}})";
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kLast, 0, 26)), country));
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kLast, 0, 56)), country));
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kLast, 0, 52)),
                   R"({"uri":"sluice:/geo","range":{"start":{"line":0,"character":0}}})"));
  EXPECT_TRUE(
      fits(client.request("textDocument/definition", TestClient::at(kLast, 0, 80)), R"({"uri":"sluice:/tier"})"));
}

TEST(LanguageServerPipelines, LeadToTheFieldWhereItStandsNow) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.country)");
  client.request("textDocument/definition", TestClient::at(kLast, 0, 26));
  client.open("sluice:/geo", concat({"helpers.log(1)\n\n", kGeo}));
  EXPECT_TRUE(fits(client.request("textDocument/definition", TestClient::at(kLast, 0, 26)),
                   R"({"uri":"sluice:/geo","range":{"start":{"line":2,"character":18}}})"));
}

TEST(LanguageServerPipelines, FindTheReadersOfAField) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.country, context.outputs[\"geo\"].country, context.email)");
  const char* const all = R"([{"uri":"sluice:/geo","range":{"start":{"character":18}}},
                              {"uri":"sluice:/last","range":{"start":{"character":25}}},
                              {"uri":"sluice:/last","range":{"start":{"character":57}}}])";
  const char* const withDeclaration = R"(,"context":{"includeDeclaration":true})";
  EXPECT_TRUE(
      fits(client.request("textDocument/references", TestClient::at("sluice:/geo", 0, 20, withDeclaration)), all));
  EXPECT_TRUE(fits(client.request("textDocument/references", TestClient::at(kLast, 0, 26, withDeclaration)), all));
  EXPECT_TRUE(fits(client.request("textDocument/references", TestClient::at(kLast, 0, 26)), R"([{},{}])"));
  EXPECT_TRUE(fits(client.request("textDocument/documentHighlight", TestClient::at(kLast, 0, 26)),
                   R"([{"kind":2},{"kind":2}])"));
}

// The edits of a rename at a place, as "script:line:character", or why there are none.
std::string renamed(TestClient& client, const char* uri, int line, int character, std::string_view name) {
  const json::Value reply = client.call(
      "textDocument/rename", TestClient::at(uri, line, character, concat({R"(,"newName":)", json::quoted(name)})));
  if (const json::Value* error = reply.find("error")) return tests::stringOr(*error, "message", "");
  std::string out;
  for (const auto& [script, edits] : reply.find("result")->find("changes")->members()) {
    for (const json::Value& edit : edits.items()) {
      const json::Value& start = *edit.find("range")->find("start");
      out += concat({script.substr(script.find('/') + 1), ":", tests::integerOr(start, "line", -1), ":",
                     tests::integerOr(start, "character", -1), " "});
      EXPECT_EQ(tests::stringOr(edit, "newText", ""), name);
    }
  }
  return out;
}

TEST(LanguageServerPipelines, RenameAKeyInAllScripts) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline("local d = { country = \"DE\" }\n"
                                                     "if context.name then return { data = { country = \"FR\" } } end\n"
                                                     "d.country = \"IT\"\nreturn { data = d }"));
  client.open(kLast,
              "local country = context.prev.country\n"
              "helpers.log(country, context.outputs[\"geo\"][\"country\"], context.outputs.tier.tier)");
  const std::string all = "geo:0:12 geo:1:39 geo:2:2 last:0:29 last:1:45 ";
  EXPECT_EQ(renamed(client, "sluice:/geo", 0, 14, "land"), all);
  EXPECT_EQ(renamed(client, "sluice:/geo", 2, 3, "land"), all);
  EXPECT_EQ(renamed(client, kLast, 0, 30, "land"), all);
  EXPECT_EQ(renamed(client, kLast, 1, 46, "land"), all);
  EXPECT_EQ(renamed(client, kLast, 0, 7, "land"), "last:0:6 last:1:12 ") << "the variable is another thing";
  EXPECT_TRUE(fits(client.request("textDocument/prepareRename", TestClient::at(kLast, 1, 46)),
                   R"({"placeholder":"country","range":{"start":{"line":1,"character":45},"end":{"character":52}}})"));
}

TEST(LanguageServerPipelines, RenameAKeyBelowAKeyAndNoOtherOfItsName) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline("return { data = { name = 1, place = { name = \"x\" } } }"));
  client.open(kLast, "local p = context.outputs.geo\nhelpers.log(p.name, p.place.name, context.prev.place.name)");
  EXPECT_EQ(renamed(client, kLast, 1, 15, "called"), "geo:0:18 last:1:14 ");
  EXPECT_EQ(renamed(client, kLast, 1, 29, "called"), "geo:0:38 last:1:28 last:1:53 ");
}

TEST(LanguageServerPipelines, RenameAKeyThatAWholeLayerGives) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline("return { data = { tier = 1 } }"));
  client.open(kLast, "helpers.log(context.prev.tier, context.outputs.geo.tier)");
  EXPECT_EQ(renamed(client, kLast, 0, 26, "level"), "geo:0:18 tier:0:18 last:0:25 last:0:51 ");
  client.replaceText(kLast, 2, "helpers.log(context.outputs.geo.tier)");
  EXPECT_EQ(renamed(client, kLast, 0, 33, "level"), "geo:0:18 last:0:32 ") << "nothing takes one for the other";
}

TEST(LanguageServerPipelines, RefuseToRenameAKeyWhereThatWouldChangeWhatScriptsDo) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline("return { data = { country = \"DE\", land = 1 } }"));
  client.open(kLast,
              "local key = context.name or \"x\"\nhelpers.log(context.prev.country, context.email, helpers.log)");
  EXPECT_EQ(renamed(client, kLast, 1, 26, "land"), "'land' is already a key of what these scripts return");
  EXPECT_EQ(renamed(client, kLast, 1, 26, "tier"), "'tier' is already a key of what these scripts return")
      << "the data of a layer is merged";
  EXPECT_TRUE(renamed(client, kLast, 1, 26, "end").starts_with("'end' is no name"));
  EXPECT_EQ(renamed(client, kLast, 1, 26, "country"), "");
  EXPECT_TRUE(renamed(client, kLast, 1, 43, "mail").starts_with("only local variables,"));
  EXPECT_TRUE(renamed(client, kLast, 1, 57, "note").starts_with("only local variables,"));
  EXPECT_EQ(client.request("textDocument/prepareRename", TestClient::at(kLast, 1, 43)), "null");
  client.replaceText(kLast, 2,
                     "local key = context.name or \"x\"\nhelpers.log(context.prev.country, context.prev[key])");
  EXPECT_EQ(renamed(client, kLast, 1, 26, "nation"),
            "'country' may be read by a key that is only known when 'last' runs");
}

TEST(LanguageServerPipelines, MakeDataUncertainWhereFailuresAreAllowed) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo, R"("onError":"allow",)"));
  client.open(kLast, "helpers.log(context.outputs.geo.country)");
  EXPECT_EQ(codesOf(client, kLast), "nil-access ");
}

TEST(LanguageServerPipelines, TrustAScriptWhoseTextIsNotKnown) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", R"({"hook":"before_signup","layers":[[{"id":"far","uri":"sluice:/far"}],
      [{"id":"last","uri":"sluice:/last"}]]})");
  client.open(kLast, "helpers.log(context.prev.whatever, context.outputs.far.x.y, context.outputs.near)");
  EXPECT_EQ(codesOf(client, kLast), "unknown-output ");
}

TEST(LanguageServerPipelines, TellWhenAScriptRunsWhoseDataIsNotThereYet) {
  TestClient client(kPlainClient);
  const auto tell = [&](std::string_view last) {
    client.notify(
        "sluice/pipelineDidChange",
        concat({R"({"hook":"before_signup","layers":[[{"id":"a","uri":"sluice:/a"},{"id":"b","uri":"sluice:/b"}],
                              [{"id":")",
                last, R"(","uri":"sluice:/c"}]]})"}));
  };
  const auto told = [&](std::string_view id) {
    client.open("sluice:/a", concat({"helpers.log(context.outputs[\"", id, "\"])"}));
    const auto report = tests::fromText(client.request("textDocument/diagnostic", TestClient::of("sluice:/a")));
    return tests::stringOr(report.find("items")->items()[0], "message", "");
  };
  tell("c");
  EXPECT_EQ(told("b"), "'b' runs in the same layer: what it returns is not there yet");
  EXPECT_EQ(told("c"), "'c' runs in a later layer: what it returns is not there yet");
  EXPECT_EQ(told("d"), "no script of an earlier layer has the id 'd'");
  tell("d");
  EXPECT_EQ(told("d"), "'d' runs in a later layer: what it returns is not there yet");
}

TEST(LanguageServerPipelines, EndWhenTheyAreToldWithoutLayers) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", pipeline(kGeo));
  client.open(kLast, "helpers.log(context.prev.nowhere)");
  EXPECT_EQ(codesOf(client, kLast), "undefined-context-field ");
  client.notify("sluice/pipelineDidChange", R"({"hook":"before_signup","layers":[]})");
  EXPECT_NE(codesOf(client, kLast), "undefined-context-field ");
  EXPECT_TRUE(fits(client.request("textDocument/foldingRange", TestClient::of("sluice:/geo")), R"({"code":-32602})"));
}

TEST(LanguageServerPipelines, MayShareScriptsAndDependOnEachOther) {
  TestClient client(kPlainClient);
  const auto tell = [&](std::string_view hook, std::string_view first, std::string_view second) {
    client.notify("sluice/pipelineDidChange",
                  concat({R"({"hook":")", hook, R"(","mode":"enrichment","layers":[[{"id":"a","uri":")", first,
                          R"("}],[{"id":"b","uri":")", second, R"("}],[{"id":"c","uri":")", first, R"("}]]})"}));
  };
  client.open("u:/1", "return { data = { one = 1 } }");
  client.open("u:/2", "return { data = { two = context.prev } }");
  tell("x", "u:/1", "u:/2");
  tell("y", "u:/2", "u:/1");
  tell("z", "u:/1", "u:/1");
  EXPECT_EQ(client.idle().size(), 2u);
}

TEST(LanguageServerPipelines, ThatMakeNoSenseAreRefusedWithAReason) {
  TestClient client(kPlainClient);
  for (const char* params :
       {"null", "{}", R"({"hook":5,"layers":[]})", R"({"hook":"x"})", R"({"hook":"x","layers":[5]})",
        R"({"hook":"x","layers":[[{"id":"a"}]]})", R"({"hook":"x","mode":"fast","layers":[]})",
        R"({"hook":"x","onError":"maybe","layers":[]})", R"({"hook":"x","limits":5,"layers":[]})",
        R"({"hook":"x","limits":{"scriptBytes":-1},"layers":[]})",
        R"({"hook":"x","layers":[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]})"}) {
    const auto out = client.notify("sluice/pipelineDidChange", params);
    ASSERT_EQ(out.size(), 1u) << params;
    EXPECT_TRUE(fits(out[0], R"({"method":"window/logMessage","params":{"type":2}})"));
  }
  EXPECT_EQ(client.notify("sluice/workspaceDidChange", R"({"secrets":[{}]})").size(), 1u);
  EXPECT_EQ(client.notify("sluice/workspaceDidChange", "[]").size(), 1u);
}

// Where the editor shows Markdown, what others wrote makes no links in it.
TEST(LanguageServerPipelines, PutNoLinksIntoTheDocumentationOfWhatIsOffered) {
  TestClient client(kPlainClient);
  client.notify("sluice/pipelineDidChange", R"({"hook":"before_signup","layers":[
      [{"id":"geo","name":"[click](https://evil.example) <img src=x>","uri":"sluice:/geo","text":"return { data = {} }"}],
      [{"id":"last","uri":"sluice:/last"}]]})");
  client.open(kLast, "---[click](https://evil.example)\nlocal function mine() end\nprint(context.outputs[\"\"])\nmin");
  for (const std::string& answer : {client.request("textDocument/completion", TestClient::at(kLast, 2, 23)),
                                    client.request("textDocument/completion", TestClient::at(kLast, 3, 3))}) {
    EXPECT_EQ(answer.find("[click](https"), std::string::npos) << answer;
    const auto list = tests::fromText(answer);
    for (const auto& item : list.find("items")->items()) {
      const std::string resolved = client.request("completionItem/resolve", tests::toText(item));
      EXPECT_EQ(resolved.find("\"value\":\"[click](https"), std::string::npos) << resolved;
      EXPECT_EQ(resolved.find("\"value\":\"<img"), std::string::npos) << resolved;
    }
  }
}

TEST(LanguageServerPipelines, LowerTheLimitsOfTheWorkspace) {
  TestClient client(kPlainClient);
  client.notify("sluice/workspaceDidChange", R"({"limits":{"scriptBytes":50}})");
  client.notify("sluice/pipelineDidChange", pipeline(kGeo, R"("limits":{"scriptBytes":20,"scriptMs":5},)"));
  client.open(kLast, "return -- 24 characters.");
  EXPECT_EQ(codesOf(client, kLast), "script-too-large ");
  client.notify("sluice/pipelineDidChange", pipeline(kGeo, R"("limits":{"scriptBytes":60},)"));
  EXPECT_EQ(codesOf(client, kLast), "");
  client.replaceText(kLast, 2, "return -- " + std::string(45, '.'));
  EXPECT_EQ(codesOf(client, kLast), "script-too-large ") << "a pipeline cannot raise them";
}

TEST(LanguageServerPipelines, KnowThePolicyOfTheDeployment) {
  TestClient client(kPlainClient);
  client.open(kLast, "helpers.fetch(\"https://b.example.com:8443/\")\nhelpers.secret(\"NO_KEY\")");
  EXPECT_EQ(codesOf(client, kLast), "");
  client.notify("sluice/workspaceDidChange", R"({"hosts":["a.example.com"],"secrets":["KEY"]})");
  EXPECT_EQ(codesOf(client, kLast), "fetch-denied unknown-secret ");
  client.notify("sluice/workspaceDidChange", R"({"hosts":["*.example.com"],"ports":[443]})");
  EXPECT_EQ(codesOf(client, kLast), "fetch-denied ");
}

// Bare, as editors that have settings for each server send them, or under the name of the server.
TEST(LanguageServerPipelines, MayComeWithSettings) {
  TestClient client(kPlainClient);
  client.open("file:///a.lua", "helpers.log(context.nothing) helpers.secret(\"NO_KEY\")");
  EXPECT_EQ(codesOf(client, "file:///a.lua"), "");
  const char* kConfiguration = "workspace/didChangeConfiguration";
  EXPECT_TRUE(client.notify(kConfiguration, R"({"settings":{"sluice":{"hook":"before_signup"}}})").empty());
  EXPECT_EQ(codesOf(client, "file:///a.lua"), "undefined-context-field ");
  EXPECT_TRUE(client.notify(kConfiguration, R"({"settings":{"workspace":{"secrets":[]}}})").empty());
  EXPECT_EQ(codesOf(client, "file:///a.lua"), "undefined-context-field unknown-secret ");
  for (const char* params : {"{}", R"({"settings":null})", R"({"settings":{"other":{}}})"}) {
    EXPECT_TRUE(client.notify(kConfiguration, params).empty()) << params;
  }
  EXPECT_EQ(codesOf(client, "file:///a.lua"), "undefined-context-field unknown-secret ");
  EXPECT_EQ(client.notify(kConfiguration, R"({"settings":{"workspace":5}})").size(), 1u);
}

TEST(LanguageServerPipelines, TellWhatAScriptCanReach) {
  TestClient client(kPlainClient);
  client.open("file:///a.lua",
              "helpers.secret(\"KEY\") helpers.env(context.trigger) helpers.fetch(\"https://a.example/x\")");
  EXPECT_TRUE(fits(
      client.request("sluice/capabilities", TestClient::of("file:///a.lua")),
      R"({"secrets":["KEY"],"settings":[],"hosts":["a.example"],"helpers":["env","fetch","secret"],"context":["trigger"],)"
      R"("unbounded":["settings"]})"));
  client.open("file:///b.lua", "for k in pairs(context) do print(k) end print(helpers)");
  EXPECT_TRUE(fits(client.request("sluice/capabilities", TestClient::of("file:///b.lua")),
                   R"({"context":[],"unbounded":["secrets","settings","hosts","helpers","context"]})"));
}

}  // namespace
}  // namespace sluice::language
