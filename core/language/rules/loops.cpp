#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "base/concat.h"
#include "language/rules/callee.h"
#include "language/rules/constants.h"
#include "language/rules/rules.h"
#include "language/rules/walk.h"

namespace sluice::language {

namespace {

class Loops : public Walk<Loops> {
 public:
  Loops(const Scene& scene, const Constants& constants, Mistakes& out)
      : scene_(scene), constants_(constants), out_(out) {}

  void enter(const Stat& stat) {
    switch (stat.kind) {
      case StatKind::NumericFor: return checkBounds(to<const NumericForStat>(stat));
      case StatKind::Assign: return checkConcat(to<const AssignStat>(stat));
      case StatKind::Break:
        if (loops_.size() > functionBegin_) loops_.back().ends = true;
        return;
      // Where a goto leads is not asked: it may lead out.
      case StatKind::Return:
      case StatKind::Goto: return endAll();
      default: return;
    }
  }

  void visit(const Expr& expr) {
    if (expr.kind != ExprKind::Call && expr.kind != ExprKind::Method) return;
    const Called called = calledBy(scene_, expr);
    const std::string_view name = called.libraryName();
    if (name == "helpers.trace") trace(called);
    if (loops_.empty()) return;
    if (mayLeave(name)) endAll();
    const auto limits = catalog::Limits{};
    if (name == "helpers.fetch" || name == "helpers.fetchAll") {
      if (rounds() > static_cast<double>(scene_.setting.fetches)) {
        report(DiagnosticCode::FetchInLoop, called.name,
               concat({"each round fetches; a script run may make ", scene_.setting.fetches, " fetches"}));
      }
    } else if (name == "helpers.trace" && rounds() > static_cast<double>(limits.spansPerScript)) {
      report(DiagnosticCode::SpanInLoop, called.name,
             concat({"each round opens a span; a script run has ", limits.spansPerScript}));
    } else if (name == "helpers.secret" && called.count() > 0 && constants_.text(*called.argument(0))) {
      report(DiagnosticCode::SecretInLoop, called.name, "each round asks for the same secret");
    }
  }

  void enterFunction(const FunctionExpr& function) {
    functions_.push_back({functionBegin_, traceDepth_});
    functionBegin_ = loops_.size();
    const auto traced = std::find(traced_.begin(), traced_.end(), &function);
    traceDepth_ = traced == traced_.end() ? 0 : traceDepth_ + 1;
    if (traced != traced_.end()) traced_.erase(traced);
  }
  void leaveFunction(const FunctionExpr&) {
    functionBegin_ = functions_.back().loopsBegin;
    traceDepth_ = functions_.back().traceDepth;
    functions_.pop_back();
  }

  void enterLoop(const Stat& stat) {
    double most = loops_.empty() ? 1 : loops_.back().rounds;
    most *= roundsOf(stat);
    loops_.push_back({&stat, most, false});
  }
  void leaveLoop(const Stat& stat) {
    const bool ends = loops_.back().ends;
    loops_.pop_back();
    if (ends || !isEndless(stat)) return;
    const std::uint32_t length = stat.kind == StatKind::While ? 5 : 6;
    report(DiagnosticCode::EndlessLoop, {stat.span.begin, stat.span.begin + length},
           "nothing in this loop ends it: it has no break and no return");
  }

 private:
  struct Loop {
    const Stat* stat;
    double rounds;  // at most, with those of the loops around it
    bool ends;      // by something else than its condition
  };
  struct Outer {
    std::size_t loopsBegin;
    std::uint64_t traceDepth;
  };

  void report(DiagnosticCode code, Span span, std::string message) { out_.push_back({code, span, std::move(message)}); }

  double rounds() const { return loops_.back().rounds; }

  double roundsOf(const Stat& stat) const {
    const auto* loop = as<NumericForStat>(&stat);
    if (loop == nullptr) return HUGE_VAL;
    const auto first = constants_.number(*loop->first);
    const auto last = constants_.number(*loop->last);
    const auto step = loop->step == nullptr ? std::optional(1.0) : constants_.number(*loop->step);
    if (!first || !last || !step || *step == 0) return HUGE_VAL;
    return std::max(0.0, std::floor((*last - *first) / *step) + 1);
  }

  // Of this function.
  void endAll() {
    for (std::size_t i = functionBegin_; i < loops_.size(); ++i) loops_[i].ends = true;
  }

  // Whether a call of this library function may end the loop around it: by an error, or in another coroutine. Functions
  // of the script, which have no name here, may too.
  static bool mayLeave(std::string_view name) {
    constexpr std::string_view kLeaving[] = {"",
                                             "assert",
                                             "coroutine.yield",
                                             "error",
                                             "helpers.fetch",
                                             "helpers.fetchAll",
                                             "helpers.rateLimit",
                                             "helpers.secret",
                                             "helpers.trace"};
    return std::find(std::begin(kLeaving), std::end(kLeaving), name) != std::end(kLeaving);
  }

  bool isEndless(const Stat& stat) const {
    if (!scene_.tree.mistakes.empty()) return false;
    if (const auto* loop = as<WhileStat>(&stat)) {
      const ExprKind kind = withoutParens(*loop->condition).kind;
      return kind == ExprKind::True || kind == ExprKind::Number || kind == ExprKind::String;
    }
    if (const auto* loop = as<RepeatStat>(&stat)) {
      const ExprKind kind = withoutParens(*loop->condition).kind;
      return kind == ExprKind::False || kind == ExprKind::Nil;
    }
    return false;
  }

  void checkBounds(const NumericForStat& loop) {
    const Span bounds = joined(loop.first->span, loop.step == nullptr ? loop.last->span : loop.step->span);
    const auto step = loop.step == nullptr ? std::optional(1.0) : constants_.number(*loop.step);
    if (!step) return;
    if (*step == 0) return report(DiagnosticCode::ZeroStep, loop.step->span, "the step of a for loop cannot be 0");
    const auto first = constants_.number(*loop.first);
    const auto last = constants_.number(*loop.last);
    const auto* length = as<UnaryExpr>(&withoutParens(*loop.first));
    if (first && last && (*step > 0 ? *first > *last : *first < *last)) {
      report(DiagnosticCode::LoopNeverRuns, bounds,
             *step > 0 ? "counting up, the first is beyond the last: is a step of -1 meant?"
                       : "counting down, the first is beyond the last");
    } else if (loop.step == nullptr && last && *last <= 1 && length != nullptr && length->op == TokenKind::Hash) {
      report(DiagnosticCode::LoopNeverRuns, bounds, "this counts up from the length: is a step of -1 meant?");
    }
  }

  // text = text .. piece, where the text lives longer than a round.
  void checkConcat(const AssignStat& stat) {
    if (loops_.empty() || stat.targets.size != 1 || stat.values.size != 1) return;
    const auto* target = as<NameExpr>(stat.targets[0]);
    const auto* value = as<BinaryExpr>(&withoutParens(*stat.values[0]));
    if (target == nullptr || value == nullptr || value->op != TokenKind::Concat) return;
    const auto* left = as<NameExpr>(value->left);
    const Expr* right = value->right;
    while (const auto* more = as<BinaryExpr>(right)) {
      if (more->op != TokenKind::Concat) break;
      right = more->right;
    }
    const auto* last = as<NameExpr>(right);
    const SymbolId symbol = scene_.binding.byExpr[target->id];
    const bool grows = (left != nullptr && scene_.binding.byExpr[left->id] == symbol) ||
                       (last != nullptr && scene_.binding.byExpr[last->id] == symbol);
    if (symbol == kNoSymbol || !grows) return;
    if (scene_.binding.symbols[symbol].declaration.begin > loops_.back().stat->span.begin) return;
    report(DiagnosticCode::ConcatInLoop, stat.span,
           concat({"each round copies all of '", target->name, "'; table.concat joins pieces at once"}));
  }

  void trace(const Called& called) {
    const std::uint64_t most = catalog::Limits{}.spanDepth;
    if (traceDepth_ >= most) {
      report(DiagnosticCode::DeepTrace, called.name,
             concat({"spans nest ", most, " levels below the script's own; this call runs without one"}));
    }
    for (const Expr* item : called.arguments->items) {
      if (const auto* function = as<FunctionExpr>(item)) traced_.push_back(function);
    }
  }

  const Scene& scene_;
  const Constants& constants_;
  Mistakes& out_;
  std::vector<Loop> loops_;  // around the place, outermost first; those of functions around it among them
  std::vector<Outer> functions_;
  std::size_t functionBegin_ = 0;  // which loops are of the function that the place is in
  std::vector<const FunctionExpr*> traced_;  // arguments of helpers.trace that come next
  std::uint64_t traceDepth_ = 0;
};

}  // namespace

void lintLoops(const Scene& scene, const Constants& constants, Mistakes& out) {
  Loops(scene, constants, out).walk(*scene.tree.chunk);
}

}  // namespace sluice::language
