#include "trace/snapshot.h"

#include "trace/cut.h"
#include "trace/mask.h"

namespace sluice::trace {

std::string snapshot(std::string_view json, const catalog::Hook* hook, std::size_t maxBytes, const TextFilter& filter) {
  return cutJson(maskJson(json, hook, filter), maxBytes);
}

}  // namespace sluice::trace
