#include "trace/snapshot.h"

#include "trace/cut.h"
#include "trace/mask.h"

namespace sluice::trace {

std::string snapshot(const json::Tape& document, const catalog::Hook* hook, std::size_t maxBytes,
                     const TextFilter& filter) {
  return cutJson(maskJson(document, hook, filter), maxBytes);
}

std::string snapshot(std::string_view json, std::size_t maxBytes, const TextFilter& filter) {
  // Most results have nothing to hide, and looking for keys is a tenth of the work of reading the document.
  if (filter.isIdle() && !mayHaveSensitiveKey(json)) return cutJson(json, maxBytes);
  return cutJson(maskJson(json, nullptr, filter), maxBytes);
}

}  // namespace sluice::trace
