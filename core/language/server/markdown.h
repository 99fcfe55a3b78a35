// Texts for clients that show Markdown.
#pragma once

#include <string>
#include <string_view>

#include "json/writer.h"
#include "language/server/client.h"

namespace sluice::language::server {

// `code` as a block of Lua that nothing in it can end.
std::string luaBlock(std::string_view code);

// Documentation, some of it from comments of scripts, which strangers write: neither HTML nor links or pictures come
// out of it.
std::string safeMarkdown(std::string_view text);

// {kind, value}, as the client can show it: `code`, which may be empty, and `doc` below.
void writeMarkup(json::Writer& out, const Client& client, std::string_view code, std::string_view doc);

}  // namespace sluice::language::server
