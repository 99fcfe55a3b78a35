// Mends of calls of the helpers and of the library: of what stands in their arguments.
#include "base/concat.h"
#include "language/features/fixes.h"
#include "language/rules/url.h"
#include "language/text/distance.h"
#include "language/types/patterns.h"
#include "pattern/compile.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostNear = 3;
constexpr std::string_view kInsecure = "http://";

// `await(x)` is x; in parentheses where an operator could take a part of it.
void removeAwait(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  const auto* call = placed ? as<CallExpr>(placed->outer()) : nullptr;
  if (call == nullptr || call->arguments.items.size != 1 || call->arguments.style != CallStyle::Parens) return;
  const Expr& value = *call->arguments.items[0];
  const bool isCall = value.kind == ExprKind::Call || value.kind == ExprKind::Method;
  if (placed->stat().kind == StatKind::Call && placed->i == 1 && !isCall) return;
  if (isPrefix(value))
    site.replace(FixWorth::Safe, "Remove 'await'", call->span, std::string(site.textOf(value.span)));
  else
    site.replace(FixWorth::Safe, "Remove 'await'", site.span(), "");
}

// `x:await()` is x. A statement has to stay a call.
void removeAwaitMethod(FixSite& site) {
  for (const Expr* expr : locate(site.tree(), site.span().begin).exprs) {
    const auto* method = as<MethodExpr>(expr);
    if (method == nullptr || method->name.span != site.span()) continue;
    const bool isCall = method->object->kind == ExprKind::Call || method->object->kind == ExprKind::Method;
    const PlacedStat at = statAt(site.tree(), site.span().begin);
    if (at.stat->kind == StatKind::Call && at.stat->span == method->span && !isCall) return;
    return site.replace(FixWorth::Preferred, "Remove ':await()'", {method->object->span.end, method->span.end}, "");
  }
}

// The literal that the place is in: its contents, when they are written as they are.
const StringExpr* plainLiteral(const FixSite& site) {
  for (const Expr* expr : locate(site.tree(), site.span().begin).exprs) {
    const auto* string = as<StringExpr>(expr);
    if (string != nullptr && site.textOf(string->contents).find('\\') == std::string_view::npos) return string;
  }
  return nullptr;
}

// Puts `escape` before the character at which a pattern goes wrong, if what comes out `isGood`.
template <typename IsGood>
void escapeCharacter(FixSite& site, std::string_view escape, std::string_view written, IsGood isGood) {
  const StringExpr* string = plainLiteral(site);
  if (string == nullptr || !string->contents.covers(site.span())) return;
  const std::uint32_t at = site.span().begin;
  std::string text(site.textOf(string->contents));
  text.insert(at - string->contents.begin, escape);
  if (!isGood(text)) return;
  const bool isLong = site.tree().text[string->span.begin] == '[';
  site.replace(FixWorth::Possible, concat({"Take '", site.text().substr(0, 1), "' for the character itself"}), {at, at},
               std::string(isLong ? escape : written));
}

void escapeInPattern(FixSite& site) {
  escapeCharacter(site, "%", "%", [](const std::string& text) { return checkPattern(text).fault.empty(); });
}

void escapeInRegex(FixSite& site) {
  escapeCharacter(site, "\\", "\\\\", [](const std::string& text) {
    pattern::Program program;
    pattern::Mistake mistake;
    return pattern::compile(text, program, mistake);
  });
}

void doublePercent(FixSite& site) {
  if (!site.text().starts_with('%') || plainLiteral(site) == nullptr) return;
  site.replace(FixWorth::Possible, "Write '%%' for a percent sign", {site.span().begin, site.span().begin}, "%");
}

void secureUrl(FixSite& site) {
  const StringExpr* string = plainLiteral(site);
  if (string == nullptr || string->span.begin != site.span().begin) return;
  const std::string_view url = site.textOf(string->contents);
  if (!url.starts_with(kInsecure)) return;
  const std::string secure = concat({"https", url.substr(4)});
  if (string->span == site.span() && !fetchFault(secure, {}).empty()) return;
  site.replace(FixWorth::Preferred, "Use https", {string->contents.begin, string->contents.begin + 4}, "https");
}

void changeName(FixSite& site, const std::vector<std::string>& names) {
  const StringExpr* string = plainLiteral(site);
  if (string == nullptr || string->span != site.span()) return;
  const std::vector<std::string_view> all(names.begin(), names.end());
  for (const std::string_view near : nearestOf(site.textOf(string->contents), all, kMostNear))
    site.replace(FixWorth::Preferred, concat({"Change to '", near, "'"}), string->contents, std::string(near));
}

// One side of a comparison as what the other one is.
void convertSide(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  const auto* comparison = placed ? as<BinaryExpr>(&placed->expr()) : nullptr;
  if (comparison == nullptr) return;
  const TypeStore& store = site.store();
  const auto is = [&](const Expr& expr, TypeId type) {
    return store.fits(site.analysis().inference.exprs[expr.id], type);
  };
  const auto convert = [&](const Expr& text, const Expr& number) {
    if (!is(text, types::kString) || !is(number, types::kNumber) || text.kind == ExprKind::String) return;
    site.replace(FixWorth::Possible, "Write 'tonumber(…)'", text.span,
                 concat({"tonumber(", site.textOf(text.span), ")"}));
  };
  convert(*comparison->left, *comparison->right);
  convert(*comparison->right, *comparison->left);
}

}  // namespace

void fixCalls(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::NeedlessAwait: return removeAwait(site);
    case DiagnosticCode::AwaitMethod: return removeAwaitMethod(site);
    case DiagnosticCode::InvalidPattern: return escapeInPattern(site);
    case DiagnosticCode::InvalidRegex: return escapeInRegex(site);
    case DiagnosticCode::InvalidFormat: return doublePercent(site);
    case DiagnosticCode::FetchDenied: return secureUrl(site);
    case DiagnosticCode::UnknownSecret: return changeName(site, site.options().secrets);
    case DiagnosticCode::UnknownSetting: return changeName(site, site.options().settings);
    case DiagnosticCode::UnrelatedComparison: return convertSide(site);
    default: return;
  }
}

}  // namespace sluice::language
