// What a text must pass before it leaves the core. The engine's filter masks secret values (secrets/redactor.h);
// trace only knows that there is one.
#pragma once

#include <string>
#include <string_view>

namespace sluice::trace {

class TextFilter {
 public:
  virtual std::string apply(std::string_view text) const = 0;
  // Whether apply() would change nothing, whatever the text.
  virtual bool isIdle() const { return false; }

 protected:
  ~TextFilter() = default;
};

}  // namespace sluice::trace
