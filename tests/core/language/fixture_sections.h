// The sections that fixtures can have: the test of each feature adds what shows it.
//
//   const FixtureSection kSection("hover", [](const tests::SectionInput& input) { return …; });
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "language/analysis.h"

namespace sluice::language {

struct SectionInput {
  const Analysis& analysis;
  const Setting& setting;
  std::uint32_t caret;           // of the one that the section names
  const std::string& arguments;  // what else stands behind its name
};

// What the section's body must be; a line end at its end may be left out.
using ShowSection = std::string (*)(const SectionInput&);

inline std::map<std::string, ShowSection>& fixtureSections() {
  static std::map<std::string, ShowSection> sections;
  return sections;
}

struct FixtureSection {
  FixtureSection(std::string name, ShowSection show) { fixtureSections()[std::move(name)] = show; }
};

}  // namespace sluice::language
