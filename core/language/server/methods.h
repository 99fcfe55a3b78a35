// Every method of the server, in one table: to add one is a function in methods_*.cpp and a row in methods.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/server/request.h"

namespace sluice::language::server {

struct Method {
  std::string_view name;
  Wants wants;
  // Writes the result, exactly one value, or fails; what it wrote is then dropped.
  Outcome (*answer)(const Request& request, json::Writer& out);
  // What the reply to `initialize` says about it: a member of the capabilities, and its value as JSON or written by
  // `describe`. Without a name nothing is said.
  std::string_view capability = {};
  std::string_view value = "true";
  void (*describe)(json::Writer& out) = nullptr;
};

// What the client tells the server. Messages that answer it go to `out`; what is wrong with the params is a Failure,
// which nobody is told but a log.
struct Notification {
  std::string_view name;
  Outcome (*take)(Workspace& workspace, const Client& client, const json::Value& params, std::vector<std::string>& out);
};

std::span<const Method> methods();
std::span<const Notification> notifications();

}  // namespace sluice::language::server
