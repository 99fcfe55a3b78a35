// What expressions stand for whatever the run: literals, what is made of them, and variables that hold them for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/binding/binding.h"
#include "language/syntax/left_side.h"

namespace sluice::language {

class Constants {
 public:
  Constants(const SyntaxTree& tree, const Binding& binding);

  // The text that a string expression always is.
  std::optional<std::string> text(const Expr& expr) const { return text(expr, 0); }
  // What a string expression always begins with; all of it when `whole` comes back true.
  std::string prefix(const Expr& expr, bool& whole) const;
  std::optional<double> number(const Expr& expr) const { return number(expr, 0); }
  // The expression that a variable holds from its declaration on and for ever, else the expression itself.
  const Expr& resolve(const Expr& expr) const;

 private:
  std::optional<std::string> text(const Expr& expr, int depth) const;
  std::optional<double> number(const Expr& expr, int depth) const;

  const SyntaxTree& tree_;
  const Binding& binding_;
  std::vector<const Expr*> values_;  // by symbol; null when it changes or is not known
};

}  // namespace sluice::language
