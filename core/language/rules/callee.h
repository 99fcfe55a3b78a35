// Which function a call calls, as far as types tell.
#pragma once

#include <string_view>

#include "language/rules/rules.h"

namespace sluice::language {

// A call `f(a)` or `o:f(a)` of a function that is known.
struct Called {
  const Signature* signature = nullptr;  // null: not known
  const Arguments* arguments = nullptr;  // null: the expression is no call
  const Expr* receiver = nullptr;        // what comes before them in a method's call of a plain function
  Span name = {};                        // the function's, or the method's

  // The expression for parameter `i` of the library's function, or null.
  const Expr* argument(std::size_t i) const {
    if (receiver != nullptr && i == 0) return receiver;
    const std::size_t at = receiver != nullptr ? i - 1 : i;
    return at < arguments->items.size ? arguments->items[static_cast<std::uint32_t>(at)] : nullptr;
  }
  std::size_t count() const { return arguments->items.size + (receiver != nullptr ? 1 : 0); }
  // As in "helpers.fetch"; empty for functions of the script and those that are not known.
  std::string_view libraryName() const {
    return signature != nullptr && signature->origin.empty() ? std::string_view(signature->name) : std::string_view{};
  }
};

Called calledBy(const Scene& scene, const Expr& expr);

}  // namespace sluice::language
