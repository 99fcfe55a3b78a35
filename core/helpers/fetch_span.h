// The child span of a fetch, named and described by OpenTelemetry's HTTP client conventions (semconv 1.x: span name =
// method, http.request.method, url.full, server.address, http.response.status_code, error.type).
#pragma once

#include <cstdint>

#include "helpers/effect.h"
#include "trace/recorder.h"

namespace sluice::helpers {

trace::SpanRef openFetchSpan(trace::Recorder& recorder, trace::SpanRef parent, const Effect& effect, std::int64_t now);
void closeFetchSpan(trace::Recorder& recorder, trace::SpanRef span, const EffectReply& reply, std::int64_t now);

}  // namespace sluice::helpers
