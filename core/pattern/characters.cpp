#include "pattern/characters.h"

#include "json/utf8.h"

namespace sluice::pattern {

CharacterStep firstWideCharacter(std::string_view text) {
  const json::Utf8Step step = json::utf8Step(text);
  const auto bytes = static_cast<std::uint32_t>(step.length);
  if (!step.valid) return {kIllFormed, bytes};
  Character character = static_cast<unsigned char>(text[0]) & (0xFFu >> (bytes + 1));
  for (std::uint32_t i = 1; i < bytes; ++i) character = character << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  return {character, bytes};
}

}  // namespace sluice::pattern
