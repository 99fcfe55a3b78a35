// A stored trace as JSON, in both of its other forms.
#include <string>

#include "base/check.h"
#include "fuzz/engine.h"
#include "fuzz/program.h"
#include "wasm/boundary.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice;
  const std::string trace(fuzz::textOf(data, size));
  const fuzz::Answer otlp = fuzz::checked(boundary::convertTrace("otlp", trace));
  const fuzz::Answer canonical = fuzz::checked(boundary::convertTrace("canonical", trace));
  SLUICE_CHECK(otlp.ok() == canonical.ok(), "one form of a trace is refused, the other is not");
  const fuzz::Answer again = fuzz::checked(boundary::convertTrace("canonical", trace));
  SLUICE_CHECK(again.text == canonical.text, "a trace was converted to something else the second time");
  return 0;
}
