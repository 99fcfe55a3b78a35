#include "secrets/bound_fields.h"

namespace sluice::secrets {
namespace {

// Eight bytes, the lowest first, on every machine.
void appendNumber(std::string& out, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

}  // namespace

BoundFields& BoundFields::add(std::string_view field) {
  appendNumber(bytes_, field.size());
  bytes_ += field;
  return *this;
}

BoundFields& BoundFields::add(std::int64_t field) {
  appendNumber(bytes_, sizeof field);
  appendNumber(bytes_, static_cast<std::uint64_t>(field));
  return *this;
}

}  // namespace sluice::secrets
