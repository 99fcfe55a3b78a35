#include "language/binding/jumps.h"

#include "base/concat.h"

namespace sluice::language {

void Jumps::enterFunction() {
  firstLabels_.push_back(labels_.size());
  levels_.push_back({labels_.size(), pending_.size(), locals_.size(), false, true});
}

void Jumps::leaveFunction() {
  leaveBlock();
  firstLabels_.pop_back();
}

void Jumps::enterBlock(bool isLoop) {
  levels_.push_back({labels_.size(), pending_.size(), locals_.size(), isLoop, false});
}

// Gotos that found no label look on in the block around this one, from the locals that are left there.
void Jumps::leaveBlock() {
  const Level level = levels_.back();
  levels_.pop_back();
  for (; labels_.size() > level.firstLabel; labels_.pop_back())
    names_[labels_.back().name].label = labels_.back().hidden;
  for (std::size_t i = level.firstGoto; i < pending_.size(); ++i) pending_[i].locals = level.locals;
  if (!level.isFunction) return;
  for (std::size_t i = level.firstGoto; i < pending_.size(); ++i) {
    const Name& label = pending_[i].label;
    --names_[label.text].waiting;
    fail(DiagnosticCode::UndefinedLabel, label.span, concat({"no label '", label.text, "' is visible here"}));
  }
  pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(level.firstGoto), pending_.end());
}

const Jumps::Label* Jumps::find(std::string_view name) const {
  const auto known = names_.find(name);
  if (known == names_.end() || known->second.label == kNone || known->second.label < firstLabels_.back())
    return nullptr;
  return &labels_[known->second.label];
}

void Jumps::resolve(const Goto& jump, const Label& label) {
  ++binding_.symbols[label.symbol].reads;
  binding_.occurrences.push_back({jump.label.span, label.symbol, jump.function, Use::Read});
}

void Jumps::jump(const Name& label, FunctionId function) {
  if (label.missing()) return;
  const Goto jump{label, function, locals_.size()};
  if (const Label* known = find(label.text)) return resolve(jump, *known);
  ++names_[label.text].waiting;
  pending_.push_back(jump);
}

void Jumps::breakLoop(Span statement) {
  for (std::size_t i = levels_.size(); i-- > 0;) {
    if (levels_[i].isLoop) return;
    if (levels_[i].isFunction) break;
  }
  fail(DiagnosticCode::BreakOutsideLoop, statement, "'break' is not inside of a loop");
}

void Jumps::label(const Name& label, FunctionId function, bool endsBlock) {
  if (label.missing()) return;
  if (const Label* known = find(label.text)) {
    fail(DiagnosticCode::DuplicateLabel, label.span, concat({"a label '", label.text, "' is visible here already"}),
         {{binding_.symbols[known->symbol].declaration, "the other label"}});
  }
  const auto symbol = static_cast<SymbolId>(binding_.symbols.size());
  binding_.symbols.push_back({label.text, SymbolKind::Label, Attribute::None, function, label.span});
  binding_.occurrences.push_back({label.span, symbol, function, Use::Declare});
  Known& known = names_[label.text];
  labels_.push_back({label.text, symbol, endsBlock ? levels_.back().locals : locals_.size(), known.label});
  known.label = labels_.size() - 1;
  if (known.waiting > 0) resolvePending(labels_.back());
}

void Jumps::resolvePending(const Label& label) {
  std::size_t kept = levels_.back().firstGoto;
  for (std::size_t i = kept; i < pending_.size(); ++i) {
    const Goto jump = pending_[i];
    if (jump.label.text != label.name) {
      pending_[kept++] = jump;
      continue;
    }
    --names_[label.name].waiting;
    resolve(jump, label);
    if (jump.locals >= label.locals) continue;
    const SymbolId entered = locals_[jump.locals];
    const std::string_view name = entered == kNoSymbol ? "(loop)" : binding_.symbols[entered].name;
    std::vector<Related> related;
    if (entered != kNoSymbol) related.push_back({binding_.symbols[entered].declaration, "its scope begins here"});
    fail(DiagnosticCode::JumpIntoScope, jump.label.span,
         concat({"this jumps into the scope of the local '", name, "'"}), std::move(related));
  }
  pending_.resize(kept);
}

void Jumps::fail(DiagnosticCode code, Span span, std::string message, std::vector<Related> related) {
  binding_.mistakes.push_back({code, span, std::move(message), std::move(related)});
}

}  // namespace sluice::language
