#include <vector>

#include "language/format/composer.h"

namespace sluice::language::format {

namespace {

// Whether "(" behind the statement would call what it ends with.
bool endsWithExpression(const Stat& stat) {
  switch (stat.kind) {
    case StatKind::Assign:
    case StatKind::Call:
    case StatKind::Repeat:
    case StatKind::Error: return true;
    case StatKind::Local: return !to<const LocalStat>(stat).values.empty();
    default: return false;
  }
}

// What may stand in one line with the keywords around it.
bool isSimple(const Stat& stat) {
  switch (stat.kind) {
    case StatKind::Local:
    case StatKind::Assign:
    case StatKind::Call:
    case StatKind::Break:
    case StatKind::Goto:
    case StatKind::Return: return true;
    default: return false;
  }
}

}  // namespace

Doc Composer::run() {
  statements(*tree_.chunk, false);
  closingComments(tree_.chunk->stats.empty());
  out_.trailingComments();
  if (out_.ahead().kind != TokenKind::EndOfText || out_.atComment()) lost_ = true;
  return out_.finish();
}

// The statements of a block with what separates them; before the first one, the line is begun by the caller.
void Composer::statements(const Block& block, bool isCompact) {
  const Stat* before = nullptr;
  bool isGlued = true;  // to what stands before it
  for (const Stat* stat : block.stats) {
    const bool isBehindComment = out_.atComment();
    out_.trailingComments();
    const bool isKept = damage_.isFrozen(*stat);
    if (stat->kind == StatKind::Empty && !isKept) {
      isGlued = semicolon(before, isBehindComment && !isGlued) || isGlued;
      continue;
    }
    if (!isGlued && !isCompact) out_.hardLine(out_.blankAhead());
    isGlued = false;
    openingComments();
    if (isKept) {
      out_.keepUntil(stat->span.end);
    } else {
      statement(*stat);
    }
    before = stat;
  }
}

// The semicolon ahead, `isBehindComment` in a line of its own if it has to stay. True when the next statement begins in
// its line.
bool Composer::semicolon(const Stat*& before, bool isBehindComment) {
  if (out_.atComment()) {
    out_.hardLine(out_.blankAhead());
    openingComments();
    isBehindComment = true;
  }
  if (!keepsSemicolon(before)) {
    out_.drop();
    return isBehindComment;
  }
  if (isBehindComment) out_.hardLine(out_.blankAhead());
  out_.token();
  before = nullptr;
  return isBehindComment && !out_.atComment();
}

// Whether the semicolon ahead separates two statements that would be one without it.
bool Composer::keepsSemicolon(const Stat* before) const {
  if (before == nullptr || !endsWithExpression(*before)) return false;
  PieceIndex i = out_.next();
  while (pieces_.all[i].isComment || pieces_.all[i].kind == TokenKind::Semicolon) ++i;
  return pieces_.all[i].kind == TokenKind::LeftParen;
}

// The comments ahead, each with what separates it from what follows.
void Composer::openingComments() {
  while (out_.atComment()) {
    out_.comment();
    if (out_.ahead().isOwnLine()) {
      out_.hardLine(out_.blankAhead());
    } else {
      out_.space();
    }
  }
}

// The comments before what closes a block, a table or a call. `first`: nothing stands before them.
void Composer::closingComments(bool first) {
  out_.trailingComments();
  for (; out_.atComment(); first = false) {
    if (!first && out_.ahead().isOwnLine()) out_.hardLine(out_.blankAhead());
    if (!first && !out_.ahead().isOwnLine()) out_.space();
    out_.comment();
  }
}

void Composer::statement(const Stat& stat) {
  out_.beginStatement();
  plainStatement(stat);
  out_.endStatement();
  // A semicolon behind "return" belongs to it.
  if (stat.kind == StatKind::Return && out_.aheadToken().kind == TokenKind::Semicolon &&
      out_.aheadToken().span.end <= stat.span.end) {
    while (out_.atComment()) out_.comment();
    out_.drop();
  }
  if (pieces_.all[out_.next()].span.begin < stat.span.end) lost_ = true;
}

void Composer::plainStatement(const Stat& stat) {
  switch (stat.kind) {
    case StatKind::Local: return local(to<const LocalStat>(stat));
    case StatKind::LocalFunction: return functionStatement(*to<const LocalFunctionStat>(stat).function->body);
    case StatKind::Function: return functionStatement(*to<const FunctionStat>(stat).function->body);
    case StatKind::Assign: return assignment(to<const AssignStat>(stat));
    case StatKind::Call: return expression(*to<const CallStat>(stat).call);
    case StatKind::Do:
      out_.beginGroup();
      out_.token();
      body(*to<const DoStat>(stat).block);
      out_.token();
      return out_.endGroup();
    case StatKind::While:
      out_.beginGroup();
      head(*to<const WhileStat>(stat).condition);
      body(*to<const WhileStat>(stat).block);
      out_.token();
      return out_.endGroup();
    case StatKind::Repeat: return repeat(to<const RepeatStat>(stat));
    case StatKind::If: return ifStatement(to<const IfStat>(stat));
    case StatKind::NumericFor: return numericFor(to<const NumericForStat>(stat));
    case StatKind::GenericFor: return genericFor(to<const GenericForStat>(stat));
    case StatKind::Return: out_.token(); return values(to<const ReturnStat>(stat).values);
    case StatKind::Break: return out_.token();
    case StatKind::Goto:
      out_.token();
      out_.space();
      return out_.token();
    case StatKind::Label: return out_.tokens(3);
    case StatKind::Empty:
    case StatKind::Error: lost_ = true;
  }
}

// A block that the author wrote in one line, with one statement that holds no other: it stays so if it fits.
bool Composer::isCompact(const Block& block) const {
  const Stat* only = nullptr;
  for (const Stat* stat : block.stats) {
    if (stat->kind == StatKind::Empty) continue;
    if (only != nullptr) return false;
    only = stat;
  }
  if (only != nullptr && !isSimple(*only)) return false;
  return pieces_.lines.lineOf(block.span.begin) == pieces_.lines.lineOf(block.span.end);
}

// The block and the line breaks around it, of which it answers the first.
CommandIndex Composer::body(const Block& block) {
  const bool isCompactOne = isCompact(block);
  if (!isCompactOne) out_.force();
  const bool isEmpty = block.stats.empty();
  out_.indent();
  out_.line();
  const CommandIndex line = out_.here() - 1;
  statements(block, isCompactOne);
  closingComments(isEmpty);
  out_.dedent();
  out_.line();
  return line;
}

void Composer::ifStatement(const IfStat& stat) {
  out_.beginGroup();
  if (stat.clauses.size > 1) out_.force();
  for (const IfClause& clause : stat.clauses) {
    if (clause.condition != nullptr) {
      head(*clause.condition);
    } else {
      out_.token();
    }
    body(*clause.block);
  }
  out_.token();
  out_.endGroup();
}

// From the keyword to "then" or "do".
void Composer::head(const Expr& condition) {
  out_.beginGroup();
  out_.token();
  if (condition.kind == ExprKind::Binary) {
    out_.indent();
    out_.line();
    chainParts(condition, false);
    out_.dedent();
    out_.line();
  } else {
    out_.space();
    expression(condition);
    out_.space();
  }
  out_.token();
  out_.endGroup();
}

void Composer::numericFor(const NumericForStat& stat) {
  std::vector<Expr*> bounds{stat.first, stat.last};
  if (stat.step != nullptr) bounds.push_back(stat.step);
  out_.beginGroup();
  out_.token();
  out_.space();
  out_.token();
  out_.space();
  out_.token();
  out_.space();
  list({bounds.data(), static_cast<std::uint32_t>(bounds.size())});
  out_.space();
  out_.token();
  body(*stat.block);
  out_.token();
  out_.endGroup();
}

void Composer::genericFor(const GenericForStat& stat) {
  out_.beginGroup();
  out_.token();
  out_.space();
  names(stat.variables.size);
  out_.space();
  out_.token();
  out_.space();
  list(stat.values);
  out_.space();
  out_.token();
  body(*stat.block);
  out_.token();
  out_.endGroup();
}

void Composer::repeat(const RepeatStat& stat) {
  out_.beginGroup();
  out_.token();
  body(*stat.block);
  out_.token();
  out_.space();
  expression(*stat.condition);
  out_.endGroup();
}

void Composer::names(std::size_t count) {
  out_.beginGroup();
  out_.indent();
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) {
      out_.token();
      out_.fillLine();
    }
    out_.token();
  }
  out_.dedent();
  out_.endGroup();
}

void Composer::local(const LocalStat& stat) {
  out_.token();
  out_.space();
  out_.beginGroup();
  out_.indent();
  for (std::uint32_t i = 0; i < stat.names.size; ++i) {
    if (i > 0) {
      out_.token();
      out_.fillLine();
    }
    out_.token();
    if (!stat.names[i].hasAttribute) continue;
    out_.space();
    out_.tokens(3);
  }
  out_.dedent();
  out_.endGroup();
  if (stat.values.empty()) return;
  out_.space();
  out_.token();
  values(stat.values);
}

void Composer::assignment(const AssignStat& stat) {
  out_.beginGroup();
  out_.indent();
  for (std::uint32_t i = 0; i < stat.targets.size; ++i) {
    if (i > 0) {
      out_.token();
      out_.fillLine();
    }
    expression(*stat.targets[i]);
  }
  out_.dedent();
  out_.endGroup();
  out_.space();
  out_.token();
  values(stat.values);
}

// Behind "=" or "return".
void Composer::values(List<Expr*> values) {
  if (values.empty()) return;
  if (values.size == 1) return assigned(*values[0]);
  out_.space();
  list(values);
}

void Composer::functionStatement(const FunctionBody& body) {
  out_.beginGroup();
  out_.token();
  out_.space();
  if (out_.aheadToken().kind == TokenKind::Function) {
    out_.token();
    out_.space();
  }
  while (out_.aheadToken().span.begin < body.parens.begin) out_.token();
  functionRest(body);
  out_.endGroup();
}

}  // namespace sluice::language::format
