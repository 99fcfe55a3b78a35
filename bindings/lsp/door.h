// The language server over two files: messages come in by one, and go out by the other.
#pragma once

#include <string>

namespace sluice::lsp {

// Serves until the client says `exit` or one of the files ends. Gives what the process is to end with.
int serve(int in, int out, std::string version);

}  // namespace sluice::lsp
