#include "fuzz/lua_program.h"

#include <string_view>
#include <utility>

#include "fuzz/choices.h"
#include "fuzz/lua_words.h"

namespace sluice::fuzz {

namespace {

// Statements and expressions of one program, and how deep they nest: the parser refuses 200 levels, and a text above
// the limit scriptBytes tests nothing but that.
constexpr int kMostParts = 400;
constexpr int kDeepest = 12;

class Generator {
 public:
  explicit Generator(std::string_view bytes) : choices_(bytes) {}

  std::string program() {
    out_ = kBegin;
    while (!choices_.ended() && parts_ < kMostParts) topStatement();
    expand(choices_.below(4) == 0 ? "return $a" : "return {allowed = $a ~= 7, data = {x = $a, y = $t}}", 1);
    return std::move(out_);
  }

 private:
  // Half of them caught, or the first error would be the end of most programs.
  void topStatement() {
    const bool caught = choices_.below(2) == 0;
    if (caught) out_ += "pcall(function(...)\n";
    statement();
    if (caught) out_ += "end);\n";
  }

  void statement() {
    expand(choices_.any(kStatements), 1);
    out_ += ";\n";
  }

  void part(std::span<const std::string_view> list) {
    const bool last = ++parts_ >= kMostParts || depth_ >= kDeepest;
    expand(last ? list.front() : choices_.any(list), 1);
  }

  void block() {
    if (parts_ >= kMostParts || depth_ >= kDeepest) return;
    for (std::size_t left = choices_.below(4); left > 0; --left) statement();
  }

  void loopBody() {
    block();
    if (choices_.below(4) == 1) expand("if $a then break end\n", 0);
  }

  // Sixteen times as many fits as misfits.
  void typed(std::span<const std::string_view> list) { part(choices_.below(16) == 15 ? std::span(kValues) : list); }

  void expand(std::string_view text, int deeper) {
    depth_ += deeper;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '$' && at + 1 < text.size()) {
        placeholder(text[++at]);
      } else {
        out_ += text[at];
      }
    }
    depth_ -= deeper;
  }

  void placeholder(char kind) {
    switch (kind) {
      case 'a': return part(kValues);
      case 'b': return block();
      case 'c': return part(kCalls);
      case 'f': return function();
      case 'k': return typed(kPackFormats);
      case 'l': return loopBody();
      case 'm': return typed(kFormats);
      case 'n': return typed(kNumbers);
      case 'p': return typed(kPatterns);
      case 'r': return typed(kExpressions);
      case 's': return typed(kTexts);
      case 't': return typed(kTables);
      case 'v': out_ += choices_.any(kVariables); return;
      default: (out_ += '$') += kind;  // an end of text, in a pattern
    }
  }

  // In parentheses: it may be called right there.
  void function() {
    out_ += '(';
    typed(kFunctions);
    out_ += ')';
  }

  Choices choices_;
  std::string out_;
  int parts_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string luaProgram(std::string_view bytes) { return Generator(bytes).program(); }

}  // namespace sluice::fuzz
