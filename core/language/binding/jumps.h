// Labels, gotos and breaks, by the rules of Lua's compiler (lparser.c): a goto sees the labels of its block and of
// those around it in the same function, and may not enter the scope of a local.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/binding/binding.h"

namespace sluice::language {

class Jumps {
 public:
  Jumps(Binding& binding, const std::vector<SymbolId>& locals) : binding_(binding), locals_(locals) {}

  void enterFunction();
  void leaveFunction();
  void enterBlock(bool isLoop);
  void leaveBlock();

  void jump(const Name& label, FunctionId function);
  void breakLoop(Span statement);
  // `endsBlock`: only labels and semicolons follow, so the block's locals count as out of scope.
  void label(const Name& label, FunctionId function, bool endsBlock);

 private:
  struct Label {
    std::string_view name;
    SymbolId symbol;
    std::size_t locals;  // that are in scope where it stands
    std::size_t hidden;  // index of the label of the same name that was declared before
  };
  struct Goto {
    Name label;
    FunctionId function;
    std::size_t locals;
  };
  struct Level {
    std::size_t firstLabel;
    std::size_t firstGoto;
    std::size_t locals;
    bool isLoop;
    bool isFunction;
  };

  // What is known of a label's name.
  struct Known {
    std::size_t label = kNone;  // index of the label that was declared last and is not out of its block
    std::uint32_t waiting = 0;  // gotos that have not found one
  };
  static constexpr std::size_t kNone = SIZE_MAX;

  const Label* find(std::string_view name) const;
  void resolve(const Goto& jump, const Label& label);
  void resolvePending(const Label& label);
  void fail(DiagnosticCode code, Span span, std::string message, std::vector<Related> related = {});

  Binding& binding_;
  const std::vector<SymbolId>& locals_;  // those in scope, of all functions
  std::unordered_map<std::string_view, Known> names_;
  std::vector<Label> labels_;
  std::vector<Goto> pending_;
  std::vector<Level> levels_;
  std::vector<std::size_t> firstLabels_;  // of each function
};

}  // namespace sluice::language
