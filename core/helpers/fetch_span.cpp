#include "helpers/fetch_span.h"

#include <string_view>

#include "base/concat.h"

namespace sluice::helpers {

namespace {

// The host part of a URL as the script wrote it, for reading; the host layer decides on the parsed one.
std::string_view hostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = url.substr(scheme + 3);
  return rest.substr(0, rest.find_first_of("/?#:"));
}

std::string attributes(const Effect& effect) {
  json::Writer out;
  out.beginObject();
  out.member("http.request.method", effect.method);
  if (const std::string_view host = hostOf(effect.url); !host.empty()) out.member("server.address", host);
  out.member("url.full", effect.url);
  out.endObject();
  return out.take();
}

}  // namespace

trace::SpanRef openFetchSpan(trace::Recorder& recorder, trace::SpanRef parent, const Effect& effect,
                             std::int64_t now) {
  return recorder.openChild(parent, effect.method, trace::SpanKind::Client, now, attributes(effect));
}

void closeFetchSpan(trace::Recorder& recorder, trace::SpanRef ref, const EffectReply& reply, std::int64_t now) {
  trace::Span& span = recorder.at(ref);
  // In front, where cutting a long URL cannot take the result with it.
  const auto add = [&](std::string_view name, const TextPart& value) {
    span.attributes.replace(0, 1, concat({"{", json::quoted(name), ":", value, ","}));
  };
  if (reply.ok) {
    const std::int64_t* status = reply.value.integerAt("status");
    add("http.response.status_code", status != nullptr ? *status : 0);
    recorder.close(ref, trace::SpanStatus::Success, now);
    return;
  }
  add("error.type", json::quoted(catalog::toString(reply.code)));
  span.errorCode = catalog::toString(reply.code);
  span.statusMessage = reply.message;
  recorder.close(ref, trace::SpanStatus::Error, now);
}

}  // namespace sluice::helpers
