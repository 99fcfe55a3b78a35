#include "sandbox/run_error.h"

#include "base/concat.h"

namespace sluice::sandbox {

RunError limitError(catalog::ErrorCode code, std::string_view limit, std::uint64_t allowed, std::uint64_t used,
                    int line) {
  std::string message = concat({limit, " limit exceeded: ", allowed, " allowed, ", used, " used"});
  if (line > 0) message += concat({" (line ", line, ")"});
  return {code, std::move(message), line};
}

}  // namespace sluice::sandbox
