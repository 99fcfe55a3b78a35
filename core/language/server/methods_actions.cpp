#include "language/server/methods_actions.h"

#include <algorithm>

#include "language/features/actions.h"
#include "language/server/diagnostics.h"

namespace sluice::language::server {

namespace {

// The kinds that the client asks for; a kind asks for all below it, as "refactor" does for "refactor.inline".
bool isWanted(const std::vector<std::string>& only, std::string_view kind) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& each) {
           return kind.starts_with(each) && (kind.size() == each.size() || kind[each.size()] == '.');
         });
}

void writeAction(json::Writer& out, const Request& request, const Action& action) {
  out.beginObject().member("title", action.title).member("kind", toString(action.kind));
  if (action.isPreferred) out.member("isPreferred", true);
  if (!action.fixes.empty()) {
    out.plainKey("diagnostics").beginArray();
    for (const std::size_t each : action.fixes) {
      const Mistake& mistake = request.script->analysis->diagnostics[each];
      writeDiagnostic(out, request.workspace, request.client, *request.script, mistake);
    }
    out.endArray();
  }
  out.plainKey("edit").beginObject().plainKey("changes").beginObject();
  writeEdits(out.key(request.script->uri), request.client, *request.script, action.edits);
  out.endObject().endObject().endObject();
}

}  // namespace

Outcome codeAction(const Request& request, json::Writer& out) {
  std::vector<std::string> only;
  const json::Value* context = request.params.get("context");
  if (context != nullptr && !context->readTexts("only", only)) return invalidParams("only must be a list of kinds");
  const auto wants = [&](ActionKind kind) { return isWanted(only, toString(kind)); };
  ActionOptions options;
  options.mode = request.workspace.modeOf(*request.script);
  const WorkspaceNames& names = request.workspace.names();
  if (names.secrets) {
    for (const WorkspaceSecret& each : *names.secrets) options.secrets.push_back(each.name);
  }
  options.settings = names.settings.value_or(std::vector<std::string>());
  options.fixes = wants(ActionKind::QuickFix);
  options.refactorings = wants(ActionKind::Extract) || wants(ActionKind::Inline) || wants(ActionKind::Rewrite);
  options.fixAll = wants(ActionKind::FixAll);
  out.beginArray();
  for (const Action& each : actionsAt(request.analysis(), request.span, options)) {
    if (wants(each.kind)) writeAction(out, request, each);
  }
  // For editors that run such actions when they save.
  const bool isSaving = std::find(only.begin(), only.end(), "source.fixAll") != only.end();
  if (const auto all = isSaving ? fixAllSafe(request.analysis(), options) : std::nullopt) {
    writeAction(out, request, *all);
  }
  out.endArray();
  return std::nullopt;
}

void describeCodeActions(json::Writer& out) {
  out.beginObject().plainKey("codeActionKinds").beginArray();
  for (const ActionKind kind :
       {ActionKind::QuickFix, ActionKind::Extract, ActionKind::Inline, ActionKind::Rewrite, ActionKind::FixAll}) {
    out.string(toString(kind));
  }
  out.endArray().endObject();
}

}  // namespace sluice::language::server
