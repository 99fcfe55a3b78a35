// Result<T>: either a value or what a caller did wrong. Member names follow std::expected (C++23), so that a
// later swap is one line. Errors of scripts are not Results: they are data of a script run
// (sandbox/script_run.h).
#pragma once

#include <memory>
#include <optional>
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

// An Error on the heap. Making one is a call, which keeps the code of the many places that refuse something small.
class KeptError {
 public:
  KeptError() = default;  // none
  explicit KeptError(Error&& error);
  explicit KeptError(const Error& error);

  Error* get() const { return error_.get(); }

 private:
  struct End {
    void operator()(Error* error) const;
  };
  std::unique_ptr<Error, End> error_;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error&& error) : error_(std::move(error)) {}
  Result(const Error& error) : error_(error) {}

  bool has_value() const { return error_.get() == nullptr; }
  explicit operator bool() const { return has_value(); }

  // Precondition for the value accessors: has_value(); for error(): !has_value().
  T& value() & {
    SLUICE_CHECK(has_value(), "value() of an error");
    return *value_;
  }
  const T& value() const& {
    SLUICE_CHECK(has_value(), "value() of an error");
    return *value_;
  }
  T&& value() && { return std::move(value()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  Error& error() {
    SLUICE_CHECK(!has_value(), "error() of a value");
    return *error_.get();
  }
  const Error& error() const {
    SLUICE_CHECK(!has_value(), "error() of a value");
    return *error_.get();
  }

 private:
  std::optional<T> value_;
  KeptError error_;
};

// For calls that have nothing to give back.
using Status = Result<std::monostate>;
inline Status ok() { return std::monostate{}; }

}  // namespace sluice
