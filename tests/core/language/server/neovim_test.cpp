// An editor that others wrote, set up as docs/language-service.md says. Skipped without Neovim.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/concat.h"

namespace sluice::language {
namespace {

using testing::HasSubstr;

std::string outputOf(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[4096];
  for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  pclose(pipe);
  return out;
}

TEST(LanguageServerProgram, ServesNeovim) {
  if (std::system("command -v nvim > /dev/null") != 0) GTEST_SKIP() << "nvim is missing";
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / concat({"sluice-nvim-", getpid()});
  std::filesystem::create_directories(folder / "state");
  std::ofstream(folder / "a.lua") << "local mail = context.emial\nhelpers.log( mail,context.email )\n"
                                     "if mail then\nreturn { allowed = false }\nend\n";
  const std::string program = std::filesystem::path(SLUICE_LSP).parent_path().string();
  const std::string out = outputOf(concat({"PATH=", program, ":$PATH HOME=", folder.string(), " XDG_STATE_HOME=",
                                           folder.string(), "/state SLUICE_PAGE=" SLUICE_REPO_DIR
                                           "/docs/language-service.md SLUICE_SCRIPT=", folder.string(),
                                           "/a.lua timeout 120 nvim --headless --clean -n -u NONE -c 'luafile "
                                           SLUICE_REPO_DIR "/tests/core/language/server/neovim.lua' -c 'cquit' 2>&1"}));
  std::filesystem::remove_all(folder);
  EXPECT_THAT(out, HasSubstr("0:21 no field 'emial' in the context of this hook; did you mean 'email'?"));
  EXPECT_THAT(out, HasSubstr("email: string"));
  EXPECT_THAT(out, HasSubstr("offers email"));
  EXPECT_THAT(out, HasSubstr("local address = context.emial"));
  EXPECT_THAT(out, HasSubstr("helpers.log(address, context.email)"));
  EXPECT_THAT(out, HasSubstr("\n  return { allowed = false }"));
}

}  // namespace
}  // namespace sluice::language
