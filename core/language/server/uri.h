// What the address and the head of a text say about it.
#pragma once

#include <string>
#include <string_view>

namespace sluice::language::server {

// The folder that a file lies in: "before_signup" for "file:///a/before_signup/geo.lua"; empty when there is none.
std::string_view folderOf(std::string_view uri);

// The hook that a text names in a comment at its head, as in "--@ hook=before_signup"; empty when it names none.
std::string hookOfText(std::string_view text);

}  // namespace sluice::language::server
