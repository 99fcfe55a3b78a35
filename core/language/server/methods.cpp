#include "language/server/methods.h"

#include "language/server/methods_actions.h"
#include "language/server/methods_calls.h"
#include "language/server/methods_documents.h"
#include "language/server/methods_format.h"
#include "language/server/methods_marks.h"
#include "language/server/methods_navigation.h"
#include "language/server/methods_scripts.h"
#include "language/server/methods_structure.h"
#include "language/server/methods_text.h"

namespace sluice::language::server {

namespace {

constexpr Method kMethods[] = {
    {"textDocument/completion", Wants::Position, completion, "completionProvider", {}, describeCompletion},
    {"completionItem/resolve", Wants::Nothing, resolveItem},
    {"textDocument/hover", Wants::Position, hover, "hoverProvider"},
    {"textDocument/signatureHelp", Wants::Position, signatureHelp, "signatureHelpProvider",
     R"({"triggerCharacters":["(",","]})"},
    {"textDocument/definition", Wants::Position, definition, "definitionProvider"},
    {"textDocument/typeDefinition", Wants::Position, typeDefinition, "typeDefinitionProvider"},
    {"textDocument/references", Wants::Position, references, "referencesProvider"},
    {"textDocument/documentHighlight", Wants::Position, documentHighlight, "documentHighlightProvider"},
    {"textDocument/prepareRename", Wants::Position, prepareRename},
    {"textDocument/rename", Wants::Position, rename, "renameProvider", R"({"prepareProvider":true})"},
    {"textDocument/documentSymbol", Wants::Script, documentSymbol, "documentSymbolProvider"},
    {"textDocument/foldingRange", Wants::Script, foldingRange, "foldingRangeProvider"},
    {"textDocument/selectionRange", Wants::Script, selectionRange, "selectionRangeProvider"},
    {"workspace/symbol", Wants::Nothing, workspaceSymbol, "workspaceSymbolProvider"},
    {"textDocument/semanticTokens/full",
     Wants::Script,
     semanticTokens,
     "semanticTokensProvider",
     {},
     describeSemanticTokens},
    {"textDocument/semanticTokens/range", Wants::Range, semanticTokensRange},
    {"textDocument/inlayHint", Wants::Range, inlayHint, "inlayHintProvider"},
    {"textDocument/codeLens", Wants::Script, codeLens, "codeLensProvider", "{}"},
    {"textDocument/prepareCallHierarchy", Wants::Position, prepareCallHierarchy, "callHierarchyProvider"},
    {"callHierarchy/incomingCalls", Wants::Nothing, callsInto},
    {"callHierarchy/outgoingCalls", Wants::Nothing, callsOutOf},
    {"textDocument/codeAction", Wants::Range, codeAction, "codeActionProvider", {}, describeCodeActions},
    {"textDocument/formatting", Wants::Script, formatting, "documentFormattingProvider"},
    {"textDocument/rangeFormatting", Wants::Range, rangeFormatting, "documentRangeFormattingProvider"},
    {"textDocument/onTypeFormatting",
     Wants::Position,
     onTypeFormatting,
     "documentOnTypeFormattingProvider",
     {},
     describeOnTypeFormatting},
    {"textDocument/diagnostic", Wants::Script, documentDiagnostic},
    {"sluice/capabilities", Wants::Script, capabilities},
};

constexpr Notification kNotifications[] = {
    {"textDocument/didOpen", didOpen},
    {"textDocument/didChange", didChange},
    {"textDocument/didClose", didClose},
    {"workspace/didChangeConfiguration", didChangeConfiguration},
    {"sluice/pipelineDidChange", pipelineDidChange},
    {"sluice/workspaceDidChange", workspaceDidChange},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

std::span<const Notification> notifications() { return kNotifications; }

}  // namespace sluice::language::server
