// TextFilters for tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "trace/text_filter.h"

namespace sluice::trace {

// Replaces every occurrence of one text.
class ReplaceFilter final : public TextFilter {
 public:
  ReplaceFilter(std::string from, std::string to) : from_(std::move(from)), to_(std::move(to)) {}

  std::string apply(std::string_view text) const override {
    std::string out(text);
    for (std::size_t at = 0; (at = out.find(from_, at)) != std::string::npos; at += to_.size()) {
      out.replace(at, from_.size(), to_);
    }
    return out;
  }

 private:
  std::string from_;
  std::string to_;
};

// Changes nothing.
class NoFilter final : public TextFilter {
 public:
  std::string apply(std::string_view text) const override { return std::string(text); }
  bool isIdle() const override { return true; }
};

}  // namespace sluice::trace
