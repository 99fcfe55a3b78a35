#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice {

// The parts one after another, in one allocation and, unlike a chain of +, with little code at the call.
std::string concat(std::initializer_list<std::string_view> parts);

}  // namespace sluice
