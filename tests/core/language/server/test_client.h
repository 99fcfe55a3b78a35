// A client of the server within the test program: sends what a test writes down, and keeps what comes back.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/concat.h"
#include "json/writer.h"
#include "language/server/server.h"
#include "support/json_text.h"
#include "support/match.h"

namespace sluice::language {

class TestClient {
 public:
  TestClient() : server_("1.2.3") {}
  // Already initialized, with `params` as JSON.
  explicit TestClient(std::string_view params) : TestClient() {
    request("initialize", params);
    notify("initialized", "{}");
  }

  Server& server() { return server_; }

  // The whole reply.
  json::Value call(std::string_view method, std::string_view params) {
    const std::vector<std::string> out = server_.receive(
        concat({R"({"jsonrpc":"2.0","id":)", ++id_, R"(,"method":")", method, R"(","params":)", params, "}"}));
    EXPECT_EQ(out.size(), 1u) << method;
    json::Value reply = tests::fromText(out.empty() ? "{}" : out.back());
    EXPECT_EQ(tests::integerOr(reply, "id", -1), id_);
    return reply;
  }

  // The result, as JSON; of a failure the failure.
  std::string request(std::string_view method, std::string_view params) {
    const json::Value reply = call(method, params);
    const json::Value* result = reply.find("result");
    return tests::toText(result != nullptr ? *result : *reply.find("error"));
  }

  // What it answers.
  std::vector<std::string> notify(std::string_view method, std::string_view params) {
    return server_.receive(concat({R"({"jsonrpc":"2.0","method":")", method, R"(","params":)", params, "}"}));
  }

  void open(std::string_view uri, std::string_view text, int version = 1) {
    const auto out = notify("textDocument/didOpen", concat({R"({"textDocument":{"uri":)", json::quoted(uri),
                                                            R"(,"languageId":"lua","version":)", version, R"(,"text":)",
                                                            json::quoted(text), "}}"}));
    EXPECT_TRUE(out.empty()) << uri;
  }

  // `changes`: the list, as JSON.
  std::vector<std::string> change(std::string_view uri, int version, std::string_view changes) {
    return notify("textDocument/didChange", concat({R"({"textDocument":{"uri":)", json::quoted(uri), R"(,"version":)",
                                                    version, R"(},"contentChanges":)", changes, "}"}));
  }
  void replaceText(std::string_view uri, int version, std::string_view text) {
    EXPECT_TRUE(change(uri, version, concat({R"([{"text":)", json::quoted(text), "}]"})).empty());
  }

  static std::string at(std::string_view uri, int line, int character, std::string_view more = {}) {
    return concat({R"({"textDocument":{"uri":)", json::quoted(uri), R"(},"position":{"line":)", line,
                   R"(,"character":)", character, "}", more, "}"});
  }
  static std::string of(std::string_view uri, std::string_view more = {}) {
    return concat({R"({"textDocument":{"uri":)", json::quoted(uri), "}", more, "}"});
  }

  // Everything that is told until there is nothing left to do.
  std::vector<std::string> idle() {
    std::vector<std::string> out;
    while (server_.hasWork()) {
      for (std::string& each : server_.idle()) out.push_back(std::move(each));
    }
    return out;
  }

 private:
  Server server_;
  int id_ = 0;
};

// Whether `actual`, which is JSON, is what the partial expectation says (support/match.h).
inline testing::AssertionResult fits(std::string_view actual, std::string_view expected) {
  const auto differences = tests::mismatches(tests::fromText(expected), tests::fromText(actual));
  if (differences.empty()) return testing::AssertionSuccess();
  auto failure = testing::AssertionFailure();
  for (const std::string& each : differences) failure << each << "\n";
  return failure << "in " << actual;
}

inline constexpr std::string_view kPlainClient = R"({"capabilities":{}})";

}  // namespace sluice::language
