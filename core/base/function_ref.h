// What a function is given to call: two words, and no copy of the function for each thing it can be given.
#pragma once

#include <concepts>
#include <type_traits>

namespace sluice {

template <typename Signature>
class FunctionRef;

// Refers to something that can be called, which must live as long: for parameters.
template <typename Result, typename... Arguments>
class FunctionRef<Result(Arguments...)> {
 public:
  template <typename Callee>
    requires(!std::same_as<std::remove_cvref_t<Callee>, FunctionRef>)
  FunctionRef(const Callee& callee)
      : callee_(&callee), call_([](const void* self, Arguments... arguments) -> Result {
          return static_cast<Result>((*static_cast<const Callee*>(self))(arguments...));
        }) {}

  Result operator()(Arguments... arguments) const { return call_(callee_, arguments...); }

 private:
  const void* callee_;
  Result (*call_)(const void*, Arguments...);
};

}  // namespace sluice
