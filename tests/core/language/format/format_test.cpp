#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "language/format/format.h"
#include "language/syntax/parser.h"
#include "support/lua_texts.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

std::string format(const std::string& code) {
  return applied(code, formatted(*parse(code), FormatOptions{}));
}

TEST(Scratch, Show) {
  const char* path = std::getenv("SCRATCH");
  if (path == nullptr) return;
  const std::string code = tests::readFile(path);
  const std::string once = format(code);
  std::fputs(once.c_str(), stdout);
  if (format(once) != once) std::printf("NOT IDEMPOTENT\n%s", format(once).c_str());
}

}  // namespace
}  // namespace sluice::language
