// The two forms that every answer across the boundary has.
#pragma once

#include <string>

#include "base/result.h"
#include "json/writer.h"

namespace sluice::boundary {

// {"ok":true — left open for members.
json::Writer beginAnswer();
std::string success();
// {"ok":false,"error":{"code","message","field"?}}
std::string failure(const Error& error);

}  // namespace sluice::boundary
