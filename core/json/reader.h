// Bounded, streaming JSON reading: what is accepted is decided here, once, for the whole project. Good texts are read
// eight bytes at a time; what is wrong with a bad one, nlohmann_json says, which reads it anew (reference_reader.h).
//   - size, depth and node limits are checked while reading, before anything is built;
//   - text must be valid UTF-8 without a byte-order mark, and exactly one value;
//   - a key that appears twice in one object is refused (readers elsewhere disagree about which one counts); this is
//     found when the object ends, so a handler may see both;
//   - integers that fit 64 bits stay integers, all other numbers are doubles; one that is no finite double is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::json {

// The size of a container that is not known before its end, as when a text is read.
inline constexpr std::size_t kUnknownSize = SIZE_MAX;

// Receives the values of a document in order. Strings are valid only during the call. Returning false stops the
// reading, and read() then answers false with an empty message: whoever stopped knows why.
// A handler may raise a Lua error: read() is safe to unwind through.
class Handler {
 public:
  virtual bool null() = 0;
  virtual bool boolean(bool value) = 0;
  virtual bool integer(std::int64_t value) = 0;
  virtual bool number(double value) = 0;
  virtual bool string(std::string_view value) = 0;
  virtual bool key(std::string_view name) = 0;
  virtual bool startObject(std::size_t members) = 0;  // or kUnknownSize
  virtual bool endObject() = 0;
  virtual bool startArray(std::size_t items) = 0;  // or kUnknownSize
  virtual bool endArray() = 0;

 protected:
  ~Handler() = default;
};

struct ReadLimits {
  std::size_t bytes = SIZE_MAX;  // of the text
  std::size_t depth = 64;        // nesting of objects and arrays; a scalar document has depth 0
  std::size_t nodes = SIZE_MAX;  // values of every kind, containers included
};

// What stopped the reading, and how many bytes of the text had been read by then. The message quotes nothing of the
// text but a repeated key: values may be secret.
struct ReadError {
  std::string message;  // e.g. "nested deeper than 16 levels", "unexpected end of input; expected ']'"
  std::size_t offset = 0;
};

// Returns true when the whole text was read. On false, `error` (if given) is filled. Uses constant stack, whatever the
// depth.
bool read(std::string_view text, const ReadLimits& limits, Handler& handler, ReadError* error = nullptr);

// As read(), but tells what is wrong in a few words of its own, as in "unexpected character": nlohmann_json, which
// tells it better, is larger than all that reads.
bool readBriefly(std::string_view text, const ReadLimits& limits, Handler& handler, ReadError& error);

}  // namespace sluice::json
