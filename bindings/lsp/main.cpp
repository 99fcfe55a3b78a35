// sluice-lsp: the language service for editors, over standard input and output.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string_view>

#include "lsp/door.h"

namespace {

constexpr const char* kHelp =
    "sluice-lsp [--stdio] - the language server for scripts of Sluice, over standard input and output.\n"
    "\n"
    "  --stdio    what it does anyway; editors say so\n"
    "  --version  prints the version\n"
    "  --help     prints this\n"
    "\n"
    "docs/language-service.md tells how editors are set up for it.\n";

int print(const char* text) { return std::fputs(text, stdout) < 0 || std::fflush(stdout) != 0 ? 1 : 0; }

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--help" || argument == "-h") return print(kHelp);
    if (argument == "--version") return print("sluice-lsp " SLUICE_VERSION "\n");
    // Some editors name their process, so that servers can look whether it lives; the end of the input says so too.
    if (argument == "--stdio" || argument.starts_with("--clientProcessId=")) continue;
    std::fprintf(stderr, "sluice-lsp: unknown argument: %s\n%s", arguments[i], kHelp);
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  return sluice::lsp::serve(STDIN_FILENO, STDOUT_FILENO, SLUICE_VERSION);
}
