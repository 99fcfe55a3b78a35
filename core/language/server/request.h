// What a method is given, and how it writes places of texts.
#pragma once

#include <cstdint>
#include <string_view>

#include "json/value.h"
#include "json/writer.h"
#include "language/server/client.h"
#include "language/server/message.h"
#include "language/server/workspace.h"
#include "language/text/edit.h"

namespace sluice::language::server {

// What the params of a request have to name: a document of the workspace, and a position or range in it.
enum class Wants : std::uint8_t { Nothing, Script, Position, Range };

struct Request {
  Workspace& workspace;
  const Client& client;
  const json::Value& params;
  Script* script = nullptr;  // what it names; null when it wants nothing
  Span span = {};            // the position, which is empty, or the range

  std::uint32_t offset() const { return span.begin; }
  // Precondition: script is not null.
  const Analysis& analysis() const { return workspace.analysisOf(*script); }
};

// Reads what `wants` says into the request. Fails with InvalidParams.
Outcome readTarget(Wants wants, Request& request);

// {line, character} and {start, end}. False when the value is something else.
bool readPosition(const json::Value* value, Position& position);
bool readRange(const json::Value* value, Range& range);

void writePosition(json::Writer& out, Position position);
void writeRange(json::Writer& out, Range range);

// A span of a script as the client counts.
void writeSpan(json::Writer& out, const Client& client, const Script& script, Span span);
void writeLocation(json::Writer& out, const Client& client, const Script& script, Span span);

// {kind, value}. `text` is Markdown that nobody can put anything else into (features/markdown.h).
void writeMarkup(json::Writer& out, const Client& client, std::string_view text);

// A list of {range, newText}.
void writeEdits(json::Writer& out, const Client& client, const Script& script, const std::vector<TextEdit>& edits);

// A list of a part of `request.params`; null when there is none.
const std::vector<json::Value>* itemsOf(const json::Value& params, std::string_view name);

}  // namespace sluice::language::server
