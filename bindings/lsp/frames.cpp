#include "lsp/frames.h"

#include <algorithm>
#include <charconv>

#include "base/concat.h"

namespace sluice::lsp {

namespace {

constexpr std::string_view kLengthField = "content-length:";
constexpr std::string_view kHeaderEnd = "\r\n\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equalsLower(char a, char lowered) { return lower(a) == lowered; }

// Where the field stands in `text`, or npos.
std::size_t findLengthField(std::string_view text) {
  const auto found = std::search(text.begin(), text.end(), kLengthField.begin(), kLengthField.end(), equalsLower);
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

// The number that the field of a line gives.
std::optional<std::size_t> lengthIn(std::string_view line) {
  std::string_view digits = line.substr(kLengthField.size());
  digits.remove_prefix(std::min(digits.find_first_not_of(" \t"), digits.size()));
  while (!digits.empty() && (digits.back() == ' ' || digits.back() == '\t')) digits.remove_suffix(1);
  std::size_t length = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  const bool isAll = read.ec == std::errc() && read.ptr == digits.data() + digits.size() && !digits.empty();
  return isAll ? std::optional(length) : std::nullopt;
}

// The length that the fields of a header name, each on a line; nullopt when one of the lines is no field.
std::optional<std::size_t> contentLength(std::string_view header) {
  std::optional<std::size_t> length;
  while (!header.empty()) {
    const std::string_view line = header.substr(0, header.find("\r\n"));
    header.remove_prefix(std::min(line.size() + 2, header.size()));
    if (line.find(':') == std::string_view::npos) return std::nullopt;
    if (findLengthField(line) != 0) continue;
    length = lengthIn(line);
    if (!length) return std::nullopt;
  }
  return length;
}

}  // namespace

void FrameReader::feed(std::string_view bytes) {
  const std::size_t skipped = std::min(dropped_, bytes.size());
  dropped_ -= skipped;
  bytes.remove_prefix(skipped);
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_ += bytes;
}

std::optional<std::string> FrameReader::next() {
  if (!length_ && !readHeader()) return isLost_ ? resync() : std::nullopt;
  if (*length_ > kMostBytes) {
    const std::size_t here = std::min(*length_, rest().size());
    begin_ += here;
    dropped_ = *length_ - here;
    length_.reset();
    return std::string();
  }
  if (rest().size() < *length_) return std::nullopt;
  std::string message(rest().substr(0, *length_));
  begin_ += *length_;
  length_.reset();
  return message;
}

bool FrameReader::readHeader() {
  if (isLost_) return false;
  const std::size_t end = rest().find(kHeaderEnd);
  if (end == std::string_view::npos) {
    if (rest().size() > kMostHeaderBytes) lose();
    return false;
  }
  if (end <= kMostHeaderBytes) length_ = contentLength(rest().substr(0, end));
  if (!length_) {
    lose();
    return false;
  }
  begin_ += end + kHeaderEnd.size();
  return true;
}

// Goes on behind the first byte, which begins no header.
void FrameReader::lose() {
  isLost_ = true;
  ++begin_;
}

// Drops what comes before the next thing that may be a header.
std::optional<std::string> FrameReader::resync() {
  const std::size_t found = findLengthField(rest());
  if (found == std::string_view::npos) {
    // The end of what is there may be the begin of one.
    begin_ += rest().size() - std::min(rest().size(), kLengthField.size() - 1);
    return std::nullopt;
  }
  begin_ += found;
  isLost_ = false;
  return std::string();
}

std::string framed(std::string_view message) {
  return concat({"Content-Length: ", message.size(), "\r\n\r\n", message});
}

}  // namespace sluice::lsp
