#include "language/server/client.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace sluice::language::server {

namespace {

// The member that is reached by one name after another, or null.
const json::Value* reach(const json::Value& from, std::initializer_list<std::string_view> names) {
  const json::Value* at = &from;
  for (const std::string_view name : names) {
    at = at->get(name);
    if (at == nullptr) return nullptr;
  }
  return at;
}

// Leaves `flag` alone where there is no such member.
void readFlag(const json::Value& from, std::initializer_list<std::string_view> names, bool& flag) {
  const json::Value* value = reach(from, names);
  if (value != nullptr && value->isBoolean()) flag = value->boolean();
}

bool isSet(const json::Value& from, std::initializer_list<std::string_view> names) {
  bool flag = false;
  readFlag(from, names, flag);
  return flag;
}

std::vector<std::string> texts(const json::Value& from, std::initializer_list<std::string_view> names) {
  std::vector<std::string> out;
  const json::Value* list = reach(from, names);
  if (list == nullptr || !list->isArray()) return out;
  for (const json::Value& each : list->items()) {
    if (each.isString()) out.push_back(each.string());
  }
  return out;
}

// The client names what it likes best first; UTF-16 goes without saying.
Encoding encodingOf(const json::Value& capabilities) {
  for (const std::string& each : texts(capabilities, {"general", "positionEncodings"})) {
    if (each == "utf-8") return Encoding::Utf8;
    if (each == "utf-16") return Encoding::Utf16;
  }
  return Encoding::Utf16;
}

void readOptions(const json::Value& options, Client& client) {
  options.readText("hook", client.hook);
  options.readText("docs", client.docs);
  if (!client.docs.empty() && client.docs.back() != '/') client.docs += '/';
  readFlag(options, {"inlayHints", "parameterNames"}, client.inlayHints.parameterNames);
  readFlag(options, {"inlayHints", "variableTypes"}, client.inlayHints.variableTypes);
  readFlag(options, {"inlayHints", "loopVariables"}, client.inlayHints.loopVariables);
  readFlag(options, {"inlayHints", "functionResults"}, client.inlayHints.functionResults);
  readFlag(options, {"inlayHints", "scriptResult"}, client.inlayHints.scriptResult);
  const std::string* diagnostics = options.stringAt("diagnostics");
  client.pullsDiagnostics = diagnostics != nullptr && *diagnostics == "pull";
}

}  // namespace

Client readClient(const json::Value& params) {
  Client client;
  if (const json::Value* options = params.get("initializationOptions")) readOptions(*options, client);
  const json::Value* capabilities = params.get("capabilities");
  if (capabilities == nullptr) return client;
  client.encoding = encodingOf(*capabilities);
  const json::Value* document = capabilities->get("textDocument");
  if (document == nullptr) return client;
  const auto formats = texts(*document, {"hover", "contentFormat"});
  client.markdown = formats.empty() || std::find(formats.begin(), formats.end(), "markdown") != formats.end();
  client.snippets = isSet(*document, {"completion", "completionItem", "snippetSupport"});
  client.labelDetails = isSet(*document, {"completion", "completionItem", "labelDetailsSupport"});
  client.symbolTree = isSet(*document, {"documentSymbol", "hierarchicalDocumentSymbolSupport"});
  client.relatedPlaces = isSet(*document, {"publishDiagnostics", "relatedInformation"});
  client.diagnosticPages = isSet(*document, {"publishDiagnostics", "codeDescriptionSupport"});
  client.diagnosticTags = reach(*document, {"publishDiagnostics", "tagSupport"}) != nullptr;
  client.diagnosticData = isSet(*document, {"publishDiagnostics", "dataSupport"});
  client.labelOffsets =
      isSet(*document, {"signatureHelp", "signatureInformation", "parameterInformation", "labelOffsetSupport"});
  return client;
}

}  // namespace sluice::language::server
