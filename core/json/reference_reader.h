// JSON as nlohmann_json reads it: what reader.h accepts, tells and answers is defined by this. It looks at every byte
// on its own and copies each string, so that it is used only to say what is wrong with a text, and by tests.
#pragma once

#include "json/reader.h"

namespace sluice::json {

// As read(), several times slower.
bool readByReference(std::string_view text, const ReadLimits& limits, Handler& handler, ReadError* error = nullptr);

}  // namespace sluice::json
