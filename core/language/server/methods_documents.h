// The documents that the client has open, and what it tells about pipelines and the workspace.
#pragma once

#include <string>
#include <vector>

#include "language/server/request.h"

namespace sluice::language::server {

Outcome didOpen(Workspace&, const Client&, const json::Value& params, std::vector<std::string>& out);
Outcome didChange(Workspace&, const Client&, const json::Value& params, std::vector<std::string>& out);
Outcome didClose(Workspace&, const Client&, const json::Value& params, std::vector<std::string>& out);
Outcome pipelineDidChange(Workspace&, const Client&, const json::Value& params, std::vector<std::string>& out);
Outcome workspaceDidChange(Workspace&, const Client&, const json::Value& params, std::vector<std::string>& out);
Outcome didChangeConfiguration(Workspace&, const Client&, const json::Value& params, std::vector<std::string>& out);

// {pipelines?: […], workspace?: {…}} of the initializationOptions.
Outcome readWorkspace(Workspace&, const json::Value& options);

}  // namespace sluice::language::server
