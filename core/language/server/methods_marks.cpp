#include "language/server/methods_marks.h"

#include "language/features/inlay_hints.h"
#include "language/features/lenses.h"
#include "language/features/semantic_tokens.h"
#include "language/server/fields.h"
#include "language/text/line_index.h"

namespace sluice::language::server {

namespace {

// The numbers of the protocol.
constexpr std::int64_t kTypeHint = 1;
constexpr std::int64_t kParameterHint = 2;

// Five numbers for each token, its place counted from the one before.
void writeTokens(json::Writer& out, const Request& request, const std::vector<SemanticToken>& tokens) {
  const Encoding encoding = request.client.encoding;
  const LineIndex& lines = request.script->document.lines();
  const std::string_view text = request.script->document.text();
  std::uint32_t line = 0;
  std::uint32_t before = 0;  // where the count of the next place begins
  out.beginObject().plainKey("data").beginArray();
  for (const SemanticToken& token : tokens) {
    const std::uint32_t its = lines.lineOf(token.span.begin);
    if (its != line) before = lines.lineBegin(its);
    out.integer(its - line).integer(unitsOf(text.substr(before, token.span.begin - before), encoding));
    out.integer(unitsOf(text.substr(token.span.begin, token.span.size()), encoding));
    out.integer(static_cast<std::int64_t>(token.kind)).integer(token.modifiers);
    line = its;
    before = token.span.begin;
  }
  out.endArray().endObject();
}

void writeHint(json::Writer& out, const Request& request, const InlayHint& hint) {
  const Document& document = request.script->document;
  writePosition(out.beginObject().plainKey("position"), document.position(hint.offset, request.client.encoding));
  out.member("label", hint.label);
  out.member("kind", hint.kind == InlayKind::ParameterName ? kParameterHint : kTypeHint);
  if (hint.edit) {
    writeEdits(out.plainKey("textEdits"), request.client, *request.script, {{hint.edit->span, hint.edit->text}});
  }
  if (!hint.doc.empty()) writeMarkup(out.plainKey("tooltip"), request.client, hint.doc);
  if (hint.spaceBefore) out.member("paddingLeft", true);
  if (hint.spaceAfter) out.member("paddingRight", true);
  out.endObject();
}

// The command shows places; one without a name shows its title only.
void writeLens(json::Writer& out, const Request& request, const Lens& lens) {
  writeSpan(out.beginObject().plainKey("range"), request.client, *request.script, lens.span);
  out.plainKey("command").beginObject().member("title", lens.title);
  if (lens.kind != LensKind::References || lens.references.empty()) {
    out.member("command", "").endObject();
  } else {
    out.member("command", "sluice.showReferences").plainKey("arguments").beginArray().string(request.script->uri);
    writePosition(out, request.script->document.position(lens.span.begin, request.client.encoding));
    out.beginArray();
    for (const Span each : lens.references) writeLocation(out, request.client, *request.script, each);
    out.endArray().endArray().endObject();
  }
  if (!lens.doc.empty()) out.plainKey("data").beginObject().member("documentation", lens.doc).endObject();
  out.endObject();
}

}  // namespace

Outcome semanticTokens(const Request& request, json::Writer& out) {
  writeTokens(out, request, semanticTokensOf(request.analysis()));
  return std::nullopt;
}

Outcome semanticTokensRange(const Request& request, json::Writer& out) {
  writeTokens(out, request, semanticTokensOf(request.analysis(), request.span));
  return std::nullopt;
}

void describeSemanticTokens(json::Writer& out) {
  out.beginObject().plainKey("legend").beginObject().plainKey("tokenTypes").beginArray();
  for (const std::string_view name : semanticKindNames()) out.string(name);
  out.endArray().plainKey("tokenModifiers").beginArray();
  for (const std::string_view name : semanticModifierNames()) out.string(name);
  out.endArray().endObject().member("range", true).member("full", true).endObject();
}

Outcome inlayHint(const Request& request, json::Writer& out) {
  out.beginArray();
  for (const InlayHint& each : inlayHintsOf(request.analysis(), request.client.inlayHints, request.span)) {
    writeHint(out, request, each);
  }
  out.endArray();
  return std::nullopt;
}

Outcome codeLens(const Request& request, json::Writer& out) {
  const LensFacts facts{laterReadersOf(request.workspace, *request.script)};
  out.beginArray();
  for (const Lens& each : lensesOf(request.analysis(), facts)) writeLens(out, request, each);
  out.endArray();
  return std::nullopt;
}

}  // namespace sluice::language::server
