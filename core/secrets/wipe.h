// Strings that hold secrets. A std::string with a heap buffer takes the buffer along when it is moved, and leaves no
// copy; a short one is copied byte by byte and leaves its bytes behind. So values live in strings from heapString(),
// which never grow beyond their first buffer, and are wiped where they end.
#pragma once

#include <cstddef>
#include <string>

namespace sluice::secrets {

// An empty string with a heap buffer for at least `capacity` bytes.
std::string heapString(std::size_t capacity);

// Overwrites the whole buffer and leaves `text` empty.
void wipe(std::string& text);

}  // namespace sluice::secrets
