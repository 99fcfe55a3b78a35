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
  costs_[index].instructions += static_cast<std::uint64_t>(meter_ - meter);
  costs_[index].bytes += bytes_;
  meter_ = meter;
  bytes_ = 0;
}

std::vector<LineCost> Profile::lines() const {
  std::vector<LineCost> lines;
  for (std::size_t i = 0; i < costs_.size(); i++) {
    const auto [instructions, bytes] = costs_[i];
    if (instructions > 0 || bytes > 0) lines.push_back({static_cast<int>(i) + 1, instructions, bytes});
  }
  return lines;
}

}  // namespace sluice::sandbox
