// The base protocol of language servers: "Content-Length: 12\r\n\r\n" and as many bytes, one message after another.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::lsp {

// Takes a stream of bytes apart, in whatever pieces it comes. After something that is no frame it looks for the next
// header, and gives an empty message in its place, which the server answers as what it is: no message.
class FrameReader {
 public:
  // What is longer is dropped as it comes, and an empty message given in its place.
  static constexpr std::size_t kMostBytes = 64u << 20;
  static constexpr std::size_t kMostHeaderBytes = 8u << 10;

  void feed(std::string_view bytes);
  // The next message, if all of it is there.
  std::optional<std::string> next();

 private:
  bool readHeader();
  void lose();
  std::optional<std::string> resync();
  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }

  std::string buffer_;
  std::size_t begin_ = 0;              // of what has not been read
  std::optional<std::size_t> length_;  // of the message whose header was read
  std::size_t dropped_ = 0;            // bytes that are still to come of a message that is too long
  bool isLost_ = false;                // whether the bytes before belong to no frame
};

// The message with its header.
std::string framed(std::string_view message);

}  // namespace sluice::lsp
