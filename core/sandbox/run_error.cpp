#include "sandbox/run_error.h"

namespace sluice::sandbox {

RunError limitError(catalog::ErrorCode code, std::string_view limit, std::uint64_t allowed, std::uint64_t used,
                    int line) {
  std::string message(limit);
  message += " limit exceeded: " + std::to_string(allowed) + " allowed, " + std::to_string(used) + " used";
  if (line > 0) message += " (line " + std::to_string(line) + ")";
  return {code, std::move(message), line};
}

}  // namespace sluice::sandbox
