#include "language/features/work.h"

#include <algorithm>
#include <iterator>

namespace sluice::language {

namespace {

constexpr std::string_view kDigest = "100 instructions, and 1 for each 8 bytes";
constexpr std::string_view kBase64 = "1 instruction for each 4 bytes";
constexpr std::string_view kElements = "1 instruction for each element that is moved or compared";
constexpr std::string_view kPattern = "1 instruction for each 4 steps of the search, and 3 for each capture";
constexpr std::string_view kBytes = "1 instruction for each 256 bytes";
constexpr std::string_view kEachByte = "1 instruction for each 16 bytes";
constexpr std::string_view kMetric = "40 instructions, and 16 for each tag";
constexpr std::string_view kLog = "30 instructions, 10 for each value, and 1 for each 6 bytes";
constexpr std::string_view kLogLimits = "logLinesPerScript logBytesPerScript logLinesPerExecution";

// The rates of docs/sandbox.md ("What work costs"), in its words.
constexpr WorkInfo kWork[] = {
    {"helpers.log", kLog, 30, kLogLimits},
    {"print", kLog, 30, kLogLimits},
    {"helpers.hash", kDigest, 100, ""},
    {"helpers.hmac", kDigest, 100, ""},
    {"helpers.secret", "440 instructions when it asks the host", 0, ""},
    {"helpers.rateLimit", "500 instructions when it asks the host", 0, ""},
    {"helpers.fetch",
     "1500 instructions, 80 for each header, 1 for each 4 bytes that are sent and for each 32 bytes of the response",
     1500, "fetchesPerScript fetchesPerExecution fetchMs fetchBytes fetchRedirects"},
    {"helpers.fetchAll", "what as many calls of `helpers.fetch` do", 0,
     "fetchesPerScript fetchesPerExecution fetchesInFlight fetchMs fetchBytes fetchRedirects"},
    {"helpers.matches",
     "100 instructions, 1 for each byte of the pattern, for each 4 bytes of the text, for each state, and for each 4 "
     "steps of the search",
     100, ""},
    {"helpers.json.encode", "4 instructions for each value, and 1 for each 6 bytes of text", 0, "resultDepth"},
    {"helpers.json.decode", "1 instruction for each 3 bytes, and 1 to 8 for each value", 0, ""},
    {"helpers.base64.encode", kBase64, 0, ""},
    {"helpers.base64.decode", kBase64, 0, ""},
    {"helpers.trace", "150 instructions", 150, "spanDepth spansPerScript spanAttributeBytes"},
    {"helpers.metrics.count", kMetric, 40, ""},
    {"helpers.metrics.gauge", kMetric, 40, ""},
    {"table.insert", kElements, 0, ""},
    {"table.remove", kElements, 0, ""},
    {"table.move", kElements, 0, ""},
    {"table.concat", kElements, 0, ""},
    {"table.sort", kElements, 0, ""},
    {"string.find", kPattern, 0, ""},
    {"string.match", kPattern, 0, ""},
    {"string.gmatch", kPattern, 0, ""},
    {"string.gsub", kPattern, 0, ""},
    {"string.rep", kBytes, 0, "memoryBytes"},
    {"string.sub", kBytes, 0, ""},
    {"string.lower", kEachByte, 0, ""},
    {"string.upper", kEachByte, 0, ""},
    {"string.reverse", kEachByte, 0, ""},
    {"coroutine.create", "100 instructions", 100, ""},
    {"coroutine.resume", "50 instructions, and 1 for each 8 values", 50, ""},
    {"tostring", "8 instructions for an integer, 32 for a float", 0, ""},
    {"tonumber", "4 instructions for a text of an integer, 84 for one of a float", 0, ""},
    {"error", "60 instructions, and 40 for each call in C that it leaves", 0, ""},
};

}  // namespace

const WorkInfo* workOf(std::string_view function) {
  const auto* found =
      std::find_if(std::begin(kWork), std::end(kWork), [&](const WorkInfo& each) { return each.function == function; });
  return found == std::end(kWork) ? nullptr : found;
}

}  // namespace sluice::language
