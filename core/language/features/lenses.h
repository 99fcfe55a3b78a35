// The lines that an editor puts above a script and above its functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

enum class LensKind : std::uint8_t {
  ScriptResult,  // "returns { allowed: boolean } · used by 2 later scripts"
  References,    // "3 references"
  Cost           // "at least 12 instructions, and 8 for each turn of the loop in line 3"
};

struct Lens {
  LensKind kind;
  Span span;  // of the name that it is about; of the script: empty, at its begin
  std::string title;
  std::string doc;                 // Markdown: what the title means; may be empty
  std::vector<Span> references{};  // of LensKind::References: where the function is used
};

// What only those know who know the pipeline.
struct LensFacts {
  // How many scripts of later layers read what this one returns; none: nothing is said of it.
  std::optional<std::uint32_t> laterReaders;
};

// By place; of equal places in the order of LensKind.
std::vector<Lens> lensesOf(const Analysis& analysis, const LensFacts& facts = {});

}  // namespace sluice::language
