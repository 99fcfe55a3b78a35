#include "sandbox/profile.h"

#include "base/check.h"

namespace sluice::sandbox {

void Profile::begin(int meter) { meter_ = meter; }

void Profile::reach(int line, int meter) {
  settle(meter);
  line_ = line;
}

void Profile::settle(int meter) {
  SLUICE_CHECK(meter <= meter_ && line_ > 0, "a profile in which the meter rises, or without a line");
  const auto index = static_cast<std::size_t>(line_ - 1);
  if (costs_.size() <= index) costs_.resize(index + 1);
  costs_[index].instructions += meter_ - meter;
  costs_[index].bytes += bytes_;
  meter_ = meter;
  bytes_ = 0;
}

void Profile::write(json::Writer& out) const {
  out.beginArray();
  std::int64_t line = 0;
  for (const Cost& cost : costs_) {
    line++;
    if (cost.instructions == 0 && cost.bytes == 0) continue;
    out.beginObject().member("line", line).member("instructions", cost.instructions);
    out.member("bytes", cost.bytes).endObject();
  }
  out.endArray();
}

}  // namespace sluice::sandbox
