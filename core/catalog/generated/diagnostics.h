// Generated from core/catalog by scripts/generate.mjs; do not edit.
// clang-format off
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::catalog {

// See diagnostics.json for meanings and remedies.
enum class DiagnosticCode : std::uint8_t {
  Syntax,
  MissingEnd,
  Unclosed,
  UnfinishedString,
  UnfinishedComment,
  MalformedNumber,
  MalformedEscape,
  ReturnNotLast,
  TooDeep,
  BreakOutsideLoop,
  UndefinedLabel,
  DuplicateLabel,
  JumpIntoScope,
  AssignToConst,
  UnknownAttribute,
  SeveralToClose,
  EllipsisOutsideVararg,
  TooManyLocals,
  TooManyUpvalues,
  UndefinedGlobal,
  DisabledGlobal,
  GlobalAssignment,
  UnusedLocal,
  UnusedParameter,
  UnusedLabel,
  ShadowedLocal,
  UnreachableCode,
  DuplicateKey,
  SelfAssignment,
  UnbalancedAssignment,
  UndefinedField,
  UndefinedContextField,
  NilAccess,
  NotCallable,
  ArgumentCount,
  ExtraArgument,
  ArgumentType,
  OperandType,
  ReadOnly,
  InvalidResult,
  UnknownResultField,
  UnknownOutput,
  ScriptTooLarge,
};

enum class DiagnosticSeverity : std::uint8_t { Error, Warning, Hint };
enum class DiagnosticTag : std::uint8_t { None, Unnecessary, Deprecated };

struct DiagnosticInfo {
  std::string_view code;
  DiagnosticSeverity severity;
  DiagnosticTag tag;
};

// In the order of DiagnosticCode.
inline constexpr DiagnosticInfo kDiagnostics[] = {
    {"syntax", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"missing-end", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"unclosed", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"unfinished-string", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"unfinished-comment", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"malformed-number", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"malformed-escape", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"return-not-last", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"too-deep", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"break-outside-loop", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"undefined-label", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"duplicate-label", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"jump-into-scope", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"assign-to-const", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"unknown-attribute", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"several-to-close", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"ellipsis-outside-vararg", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"too-many-locals", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"too-many-upvalues", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"undefined-global", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"disabled-global", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"global-assignment", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"unused-local", DiagnosticSeverity::Hint, DiagnosticTag::Unnecessary},
    {"unused-parameter", DiagnosticSeverity::Hint, DiagnosticTag::Unnecessary},
    {"unused-label", DiagnosticSeverity::Hint, DiagnosticTag::Unnecessary},
    {"shadowed-local", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"unreachable-code", DiagnosticSeverity::Hint, DiagnosticTag::Unnecessary},
    {"duplicate-key", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"self-assignment", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"unbalanced-assignment", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"undefined-field", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"undefined-context-field", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"nil-access", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"not-callable", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"argument-count", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"extra-argument", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"argument-type", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"operand-type", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"read-only", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"invalid-result", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"unknown-result-field", DiagnosticSeverity::Warning, DiagnosticTag::None},
    {"unknown-output", DiagnosticSeverity::Error, DiagnosticTag::None},
    {"script-too-large", DiagnosticSeverity::Error, DiagnosticTag::None},
};

}  // namespace sluice::catalog
