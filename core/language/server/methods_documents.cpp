#include "language/server/methods_documents.h"

#include "base/concat.h"
#include "language/server/diagnostics.h"

namespace sluice::language::server {

namespace {

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
  if (!pipeline) return invalidParams(std::move(mistake));
  workspace.setPipeline(std::move(*pipeline));
  return std::nullopt;
}

bool readSecrets(const json::Value& list, std::vector<WorkspaceSecret>& out) {
  if (!list.isArray()) return false;
  for (const json::Value& each : list.items()) {
    if (!readSecret(each, out.emplace_back())) return false;
  }
  return true;
}

// A list that may be missing, which is something else than an empty one.
bool readList(const json::Value& value, std::string_view name, std::optional<std::vector<std::string>>& out) {
  return value.get(name) == nullptr || value.readTexts(name, out.emplace());
}

bool readPorts(const json::Value& value, std::vector<std::uint16_t>& out) {
  const json::Value* list = value.get("ports");
  if (list == nullptr) return true;
  if (!list->isArray()) return false;
  out.clear();
  for (const json::Value& each : list->items()) {
    if (!each.isInteger() || each.integer() < 1 || each.integer() > UINT16_MAX) return false;
    out.push_back(static_cast<std::uint16_t>(each.integer()));
  }
  return true;
}

Outcome setNames(Workspace& workspace, const json::Value& value) {
  if (!value.isObject()) return invalidParams("a workspace is an object");
  WorkspaceNames names;
  const json::Value* secrets = value.get("secrets");
  if (secrets != nullptr && !readSecrets(*secrets, names.secrets.emplace())) {
    return invalidParams("secrets must be a list of names, or of {name, hosts?}");
  }
  if (!readList(value, "settings", names.settings) || !readList(value, "hosts", names.fetch.hosts)) {
    return invalidParams("settings and hosts must be lists of strings");
  }
  if (!readPorts(value, names.fetch.ports)) return invalidParams("ports must be a list of numbers from 1 to 65535");
  std::string mistake;
  if (!readLimits(value, names.limits, mistake)) return invalidParams(std::move(mistake));
  workspace.setNames(std::move(names));
  return std::nullopt;
}

}  // namespace

Outcome didOpen(Workspace& workspace, const Client&, const json::Value& params, std::vector<std::string>&) {
  const json::Value* document = params.get("textDocument");
  const std::string* uri = document == nullptr ? nullptr : document->stringAt("uri");
  const std::string* text = document == nullptr ? nullptr : document->stringAt("text");
  if (uri == nullptr || text == nullptr) return invalidParams("textDocument must have a uri and a text");
  const std::int64_t* version = document->integerAt("version");
  workspace.open(*uri, version == nullptr ? 0 : *version, *text);
  return std::nullopt;
}

// All changes or, when one of them is none, nothing: half of them would be a text that nobody has.
Outcome didChange(Workspace& workspace, const Client& client, const json::Value& params, std::vector<std::string>&) {
  Script* script = openScript(workspace, params);
  const auto* changes = itemsOf(params, "contentChanges");
  if (script == nullptr || changes == nullptr) {
    return invalidParams("textDocument must name an open document, and contentChanges be a list");
  }
  Document document = script->document;
  for (const json::Value& each : *changes) {
    if (!apply(document, client, each)) return invalidParams("a change must be {range?, text}");
  }
  const std::int64_t* version = params.get("textDocument")->integerAt("version");
  workspace.change(*script, version == nullptr ? script->version : *version, std::move(document));
  return std::nullopt;
}

Outcome didClose(Workspace& workspace, const Client& client, const json::Value& params, std::vector<std::string>& out) {
  Script* script = openScript(workspace, params);
  if (script == nullptr) return invalidParams("textDocument must name an open document");
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

// Of clients that have settings: what of the initialization options can change, bare or under the server's name.
Outcome didChangeConfiguration(Workspace& workspace, const Client&, const json::Value& params,
                               std::vector<std::string>&) {
  const json::Value* settings = params.get("settings");
  const json::Value* named = settings == nullptr ? nullptr : settings->get("sluice");
  const json::Value* own = named == nullptr ? settings : named;
  if (own == nullptr || !own->isObject()) return std::nullopt;  // they are to be asked for, and this server asks nothing
  if (const std::string* hook = own->stringAt("hook")) workspace.setHook(*hook);
  return readWorkspace(workspace, *own);
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
