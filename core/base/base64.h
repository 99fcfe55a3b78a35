// Base64, RFC 4648 (sections 4 and 5).
#pragma once

#include <string>
#include <string_view>

namespace sluice {

// Standard alphabet, with padding.
std::string encodeBase64(std::string_view bytes);

// URL- and filename-safe alphabet, without padding.
std::string encodeBase64Url(std::string_view bytes);

// Replaces `out` with the bytes that `text` stands for. Accepts exactly what encodeBase64() writes, so every byte
// string has one text: no whitespace, padding required, unused trailing bits zero. On false, `out` is unspecified.
bool decodeBase64(std::string_view text, std::string& out);

}  // namespace sluice
