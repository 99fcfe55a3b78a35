// Another name for a key of what a script returns: in the script, and in every one of its pipeline that reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "language/features/navigation.h"
#include "language/server/fields.h"

namespace sluice::language::server {

using Renamed = std::variant<std::vector<ScriptPlace>, RenameRefusal>;

// The key at `offset`, without its quotes, when a script whose text is known returns it.
std::optional<Span> renamableKeyAt(Workspace& workspace, Script& script, std::uint32_t offset);

// Where `newName` is to be written, script by script, by place: wherever the key is returned, in all scripts whose data
// one place reads, and wherever it is read. Or why that would change what scripts do. Tables that a script hands on as
// a whole are not followed, and neither are scripts whose text is not known. Precondition: renamableKeyAt() gives one.
Renamed renameKey(Workspace& workspace, Script& script, std::uint32_t offset, std::string_view newName);

}  // namespace sluice::language::server
