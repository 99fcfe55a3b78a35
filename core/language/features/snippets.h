// Texts with places to fill in, in the snippet syntax of the Language Server Protocol. Lines after the first are
// indented by the client like the line they are put into; a tab stands for one level more.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "language/types/type.h"

namespace sluice::language {

class Snippet {
 public:
  Snippet& text(std::string_view text);
  // The next place to fill in; `shown` stands there until then.
  Snippet& stop(std::string_view shown = {});
  // Where the caret ends up.
  Snippet& end();
  // Precondition: this one has no places to fill in so far.
  Snippet& append(Snippet other);

  // Without places to fill in, where the client knows none.
  std::string take(bool asSnippet);

 private:
  std::string snippet_;
  std::string plain_;
  int stops_ = 0;
};

// A call of a function: its name, and a place for each argument that it needs. `skipped`: parameters that the caller
// gives otherwise, as the object of a method call.
Snippet callOf(std::string_view name, const Signature& signature, std::size_t skipped);
// The names of the parameters as they are shown behind a function's name, as in "(text, algo?)".
std::string parameterList(const Signature& signature, std::size_t skipped);

struct Template {
  std::string label;
  std::string doc;
  Snippet snippet;
};

// Statements: `if … then`, the loops, functions.
std::vector<Template> statementTemplates();
// What a script of a hook returns, without the word `return`, the most likely first.
std::vector<Template> resultTemplates(catalog::Mode mode);
// A function as a value.
Template functionTemplate(const Signature* expected);

}  // namespace sluice::language
