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
  // As apply(), without a copy of what stays as it is: `text` itself, or `room`, which then holds the other text.
  std::string_view applied(std::string_view text, std::string& room) const {
    if (isIdle()) return text;
    return room = apply(text);
  }

 protected:
  ~TextFilter() = default;
};

}  // namespace sluice::trace
