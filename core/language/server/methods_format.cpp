#include "language/server/methods_format.h"

#include <algorithm>

#include "language/format/format.h"

namespace sluice::language::server {

namespace {

FormatOptions optionsOf(const Request& request) {
  constexpr std::int64_t kMostColumns = 16;
  FormatOptions options;
  const json::Value* given = request.params.get("options");
  if (given == nullptr) return options;
  const json::Value* spaces = given->get("insertSpaces");
  options.tabs = spaces != nullptr && spaces->isBoolean() && !spaces->boolean();
  if (const std::int64_t* size = given->integerAt("tabSize")) {
    options.indent = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*size, 1, kMostColumns));
  }
  return options;
}

}  // namespace

Outcome formatting(const Request& request, json::Writer& out) {
  const auto edits = formatted(*request.analysis().tree, optionsOf(request));
  writeEdits(out, request.client, *request.script, edits);
  return std::nullopt;
}

Outcome rangeFormatting(const Request& request, json::Writer& out) {
  const auto edits = formattedRange(*request.analysis().tree, request.span, optionsOf(request));
  writeEdits(out, request.client, *request.script, edits);
  return std::nullopt;
}

Outcome onTypeFormatting(const Request& request, json::Writer& out) {
  const std::string* typed = request.params.stringAt("ch");
  if (typed == nullptr || typed->size() != 1) {
    return invalidParams("ch must be the character that was typed");
  }
  const auto edits = formattedOnType(*request.analysis().tree, request.offset(), typed->front(), optionsOf(request));
  writeEdits(out, request.client, *request.script, edits);
  return std::nullopt;
}

void describeOnTypeFormatting(json::Writer& out) {
  const auto text = [](const char& c) { return std::string_view(&c, 1); };
  out.beginObject().member("firstTriggerCharacter", text(kFormattingCharacters[0]));
  out.plainKey("moreTriggerCharacter").beginArray();
  for (std::size_t i = 1; i < std::size(kFormattingCharacters); ++i) out.string(text(kFormattingCharacters[i]));
  out.endArray().endObject();
}

}  // namespace sluice::language::server
