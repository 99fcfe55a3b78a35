#include "language/server/methods_documents.h"

#include "base/concat.h"
#include "language/server/diagnostics.h"

namespace sluice::language::server {

namespace {

Failure invalid(std::string message) { return {failures::kInvalidParams, std::move(message)}; }

// The open document that the params name, or null.
Script* openScript(Workspace& workspace, const json::Value& params) {
  const json::Value* document = params.get("textDocument");
  const std::string* uri = document == nullptr ? nullptr : document->stringAt("uri");
  Script* script = uri == nullptr ? nullptr : workspace.find(*uri);
  return script != nullptr && script->isOpen ? script : nullptr;
}

// One change: a whole text, or one for a range.
bool apply(Document& document, const Client& client, const json::Value& change) {
  const std::string* text = change.stringAt("text");
  if (text == nullptr) return false;
  const json::Value* place = change.get("range");
  if (place == nullptr) {
    document.replace(*text);
    return true;
  }
  Range range;
  if (!readRange(place, range)) return false;
  document.replace(range, *text, client.encoding);
  return true;
}

bool readSecret(const json::Value& value, WorkspaceSecret& secret) {
  if (value.isString()) {
    secret.name = value.string();
    return true;
  }
  return value.isObject() && value.readText("name", secret.name) && value.readTexts("hosts", secret.hosts) &&
         !secret.name.empty();
}

Outcome setPipeline(Workspace& workspace, const json::Value& value) {
  std::string mistake;
  auto pipeline = readPipeline(value, mistake);
  if (!pipeline) return invalid(std::move(mistake));
  workspace.setPipeline(std::move(*pipeline));
  return std::nullopt;
}

Outcome setNames(Workspace& workspace, const json::Value& value) {
  WorkspaceNames names;
  if (const auto* secrets = itemsOf(value, "secrets")) {
    for (const json::Value& each : *secrets) {
      if (!readSecret(each, names.secrets.emplace_back())) return invalid("a secret must be {name, hosts?}");
    }
  }
  if (!value.isObject() || !value.readTexts("settings", names.settings) || !value.readTexts("hosts", names.hosts)) {
    return invalid("settings and hosts must be lists of strings");
  }
  workspace.setNames(std::move(names));
  return std::nullopt;
}

}  // namespace

Outcome didOpen(Workspace& workspace, const Client&, const json::Value& params, std::vector<std::string>&) {
  const json::Value* document = params.get("textDocument");
  const std::string* uri = document == nullptr ? nullptr : document->stringAt("uri");
  const std::string* text = document == nullptr ? nullptr : document->stringAt("text");
  if (uri == nullptr || text == nullptr) return invalid("textDocument must have a uri and a text");
  const std::int64_t* version = document->integerAt("version");
  workspace.open(*uri, version == nullptr ? 0 : *version, *text);
  return std::nullopt;
}

// All changes or, when one of them is none, nothing: half of them would be a text that nobody has.
Outcome didChange(Workspace& workspace, const Client& client, const json::Value& params, std::vector<std::string>&) {
  Script* script = openScript(workspace, params);
  const auto* changes = itemsOf(params, "contentChanges");
  if (script == nullptr || changes == nullptr) {
    return invalid("textDocument must name an open document, and contentChanges be a list");
  }
  Document document = script->document;
  for (const json::Value& each : *changes) {
    if (!apply(document, client, each)) return invalid("a change must be {range?, text}");
  }
  const std::int64_t* version = params.get("textDocument")->integerAt("version");
  workspace.change(*script, version == nullptr ? script->version : *version, std::move(document));
  return std::nullopt;
}

Outcome didClose(Workspace& workspace, const Client& client, const json::Value& params, std::vector<std::string>& out) {
  Script* script = openScript(workspace, params);
  if (script == nullptr) return invalid("textDocument must name an open document");
  const bool wasTold = !client.pullsDiagnostics && !script->told.empty();
  script->isOpen = false;
  if (wasTold) out.push_back(publication(*script, "[]"));
  workspace.close(*script);
  return std::nullopt;
}

Outcome pipelineDidChange(Workspace& workspace, const Client&, const json::Value& params, std::vector<std::string>&) {
  return setPipeline(workspace, params);
}

Outcome workspaceDidChange(Workspace& workspace, const Client&, const json::Value& params, std::vector<std::string>&) {
  return setNames(workspace, params);
}

Outcome readWorkspace(Workspace& workspace, const json::Value& options) {
  if (const json::Value* names = options.get("workspace")) {
    if (auto failure = setNames(workspace, *names)) return failure;
  }
  if (const auto* pipelines = itemsOf(options, "pipelines")) {
    for (const json::Value& each : *pipelines) {
      if (auto failure = setPipeline(workspace, each)) return failure;
    }
  }
  return std::nullopt;
}

}  // namespace sluice::language::server
