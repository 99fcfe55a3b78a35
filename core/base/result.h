// Result<T>: either a value or what a caller did wrong. Member names follow std::expected (C++23), so that a
// later swap is one line. Errors of scripts are not Results: they are data of a script run
// (sandbox/script_run.h).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace sluice {

// A caller's mistake. `code` is one of the caller or service codes of catalog/errors.json (a static string);
// `message` says what is wrong and what to do; `field` is the path of the offending member, as in
// "layers[2][0].code", empty when there is none.
struct Error {
  const char* code;
  std::string message;
  std::string field = {};
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // Precondition for the value accessors: has_value(); for error(): !has_value().
  T& value() & {
    SLUICE_CHECK(has_value(), "value() of an error");
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    SLUICE_CHECK(has_value(), "value() of an error");
    return *std::get_if<0>(&state_);
  }
  T&& value() && { return std::move(value()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  Error& error() {
    SLUICE_CHECK(!has_value(), "error() of a value");
    return *std::get_if<1>(&state_);
  }
  const Error& error() const {
    SLUICE_CHECK(!has_value(), "error() of a value");
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

// For calls that have nothing to give back.
using Status = Result<std::monostate>;
inline Status ok() { return std::monostate{}; }

}  // namespace sluice
