#include <algorithm>
#include <cmath>
#include <optional>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/cidr.h"
#include "base/concat.h"
#include "base/names.h"
#include "catalog/catalog.h"
#include "json/value.h"
#include "language/rules/callee.h"
#include "language/rules/rules.h"
#include "language/rules/table_items.h"
#include "language/rules/url.h"
#include "language/rules/walk.h"
#include "language/types/patterns.h"
#include "pattern/compile.h"

namespace sluice::language {

namespace {

constexpr double kLargestWindow = 31.0 * 24 * 60 * 60;  // of helpers.rateLimit, seconds
constexpr std::size_t kLongestMethod = 16;
constexpr std::size_t kLongestUrl = 8192;  // a longer one is not looked at

class Calls : public Walk<Calls> {
 public:
  Calls(const Scene& scene, const Constants& constants, Mistakes& out)
      : scene_(scene), constants_(constants), out_(out) {}

  void visit(const Expr& expr) {
    if (expr.kind != ExprKind::Call && expr.kind != ExprKind::Method) return;
    const Called called = calledBy(scene_, expr);
    if (called.signature == nullptr) return;
    if (called.signature->deprecated) {
      report(DiagnosticCode::Deprecated, called.name,
             concat({"'", scene_.tree.textOf(called.name).substr(0, 40), "' is marked as deprecated"}));
    }
    const std::string_view name = called.libraryName();
    if (name.starts_with("string.")) return strings(name.substr(7), called);
    if (name.starts_with("helpers.")) return helpers(name.substr(8), called);
    other(name, called);
  }

 private:
  void report(DiagnosticCode code, Span span, std::string message) { out_.push_back({code, span, std::move(message)}); }
  void refuse(const Expr& argument, std::string message) {
    report(DiagnosticCode::InvalidArgument, argument.span, std::move(message));
  }

  std::optional<std::string> text(const Called& called, std::size_t i) const {
    const Expr* argument = called.argument(i);
    return argument == nullptr ? std::nullopt : constants_.text(*argument);
  }
  std::optional<double> number(const Called& called, std::size_t i) const {
    const Expr* argument = called.argument(i);
    return argument == nullptr ? std::nullopt : constants_.number(*argument);
  }

  // The place of byte `at` of a string's value: exact where it stands in the script without escapes.
  Span placeIn(const Expr& argument, std::size_t at, std::size_t size) const {
    const auto* string = as<StringExpr>(&withoutParens(argument));
    if (string == nullptr || string->contents.size() != size) return argument.span;
    const auto begin = static_cast<std::uint32_t>(string->contents.begin + std::min(at, size - (size > 0 ? 1 : 0)));
    return {begin, string->contents.end};
  }

  void strings(std::string_view name, const Called& called) {
    if (name == "format") return format(called);
    if (name == "char") return numbers(called, 0, 255, "a byte is 0 to 255");
    const bool takesPattern = name == "find" || name == "match" || name == "gmatch" || name == "gsub";
    const auto pattern = takesPattern ? text(called, 1) : std::nullopt;
    if (!pattern) return;
    if (name == "find") {
      const bool isPlain = called.count() > 3 || pattern->find_first_of("^$*+?.([%-") == std::string::npos;
      if (isPlain) return;
    }
    const PatternCheck check = checkPattern(*pattern);
    if (!check.fault.empty()) {
      return report(DiagnosticCode::InvalidPattern, placeIn(*called.argument(1), check.position, pattern->size()),
                    concat({"this is no pattern: ", check.fault}));
    }
    const auto replacement = name == "gsub" ? text(called, 2) : std::nullopt;
    if (!replacement) return;
    const std::string fault = checkReplacement(*replacement, check.isPosition.size());
    if (!fault.empty()) report(DiagnosticCode::InvalidPattern, called.argument(2)->span, fault);
  }

  void format(const Called& called) {
    const auto given = text(called, 0);
    if (!given) return;
    const FormatCheck check = checkFormat(*given);
    const Expr& argument = *called.argument(0);
    for (std::size_t i = 0; i < check.directives.size(); ++i) {
      const FormatDirective& directive = check.directives[i];
      const std::string_view spelt = std::string_view(*given).substr(directive.begin, directive.end - directive.begin);
      if (i + 1 < called.count()) {
        if (!formatted(directive.type, spelt, *called.argument(i + 1))) return;
        continue;
      }
      const Expr* last = called.argument(called.count() - 1);
      const bool mayBeMore =
          last->kind == ExprKind::Call || last->kind == ExprKind::Method || last->kind == ExprKind::Ellipsis;
      if (mayBeMore && called.count() > 1) return;
      return report(DiagnosticCode::FormatArgument, placeIn(argument, directive.begin, given->size()),
                    concat({"'", spelt, "' has no argument: the format has ", check.directives.size(),
                            " directives or more, the call ", called.count() - 1, " arguments for them"}));
    }
    if (!check.fault.empty()) {
      report(DiagnosticCode::InvalidFormat, placeIn(argument, check.position, given->size()), check.fault);
    }
  }

  // False when the directive cannot write the argument, which was reported.
  bool formatted(FormatType type, std::string_view directive, const Expr& argument) {
    if (type == FormatType::Any) return true;
    const TypeStore& store = scene_.inference.store;
    const TypeId given = scene_.inference.exprs[argument.id];
    const std::string type_ = store.print(given, 1);
    const auto fails = [&](std::string_view wanted) {
      report(DiagnosticCode::FormatArgument, argument.span,
             concat({"'", directive, "' takes ", wanted, ", not ", type_}));
      return false;
    };
    const auto members = store.members(given);
    if (type == FormatType::Quoted) {
      const bool cannot = !members.empty() && std::all_of(members.begin(), members.end(), [&](TypeId each) {
        const TypeKind kind = store.kind(each);
        return kind == TypeKind::Table || kind == TypeKind::AnyTable || kind == TypeKind::Function ||
               kind == TypeKind::AnyFunction || kind == TypeKind::Thread;
      });
      return cannot ? fails("a text, a number, a boolean or nil") : true;
    }
    const bool cannot = !members.empty() && std::all_of(members.begin(), members.end(), [&](TypeId each) {
      switch (store.kind(each)) {
        case TypeKind::Unknown:
        case TypeKind::Integer:
        case TypeKind::Number:
        case TypeKind::String:
        case TypeKind::IntegerLiteral: return false;
        case TypeKind::StringLiteral: return tonumberFails(store.text(each));
        default: return true;
      }
    });
    if (cannot) return fails(type == FormatType::Number ? "a number" : "an integer");
    const auto value = constants_.number(argument);
    const bool needsInteger = type == FormatType::Integer || type == FormatType::Character;
    if (needsInteger && value && std::floor(*value) != *value) return fails("an integer");
    return true;
  }

  // Whether Lua makes no number of a text; digits are left to it.
  static bool tonumberFails(std::string_view text) {
    return text.find_first_of("0123456789") == std::string_view::npos;
  }

  void numbers(const Called& called, double least, double most, std::string_view rule) {
    for (std::size_t i = 0; i < called.count(); ++i) {
      const auto value = number(called, i);
      if (value && (*value < least || *value > most)) refuse(*called.argument(i), std::string(rule));
    }
  }

  void other(std::string_view name, const Called& called) {
    if (name == "await") {
      report(DiagnosticCode::NeedlessAwait, called.name, "helpers wait themselves: await gives back its argument");
    } else if (name == "tonumber") {
      const auto base = number(called, 1);
      if (base && (*base < 2 || *base > 36)) refuse(*called.argument(1), "a base is 2 to 36");
    } else if (name == "select") {
      const auto index = number(called, 0);
      if (index && *index == 0) refuse(*called.argument(0), "arguments are counted from 1, or from -1 at the end");
    } else if (name == "utf8.char") {
      numbers(called, 0, 2147483647, "a character's code is 0 to 0x7FFFFFFF");
    } else if (name == "math.random") {
      randomBounds(called);
    }
  }

  void randomBounds(const Called& called) {
    const auto first = number(called, 0);
    const auto last = number(called, 1);
    if (called.count() == 1 && first && *first < 0) refuse(*called.argument(0), "there is nothing from 1 to this");
    if (called.count() == 2 && first && last && *first > *last) {
      refuse(*called.argument(1), "there is nothing between these numbers");
    }
  }

  void helpers(std::string_view name, const Called& called) {
    if (name == "matches") return regex(called);
    if (name == "secret") return secret(called);
    if (name == "env") return setting(called);
    if (name == "fetch" && called.argument(0) != nullptr) return fetch(*called.argument(0), called.argument(1));
    if (name == "fetchAll") {
      return eachRequest(called.argument(0), [this](const Expr& url, const Expr* options) { fetch(url, options); });
    }
    if (name == "rateLimit") return rateLimit(called);
    if (name == "ip.inCidr") return range(called);
    if (name == "base64.decode") return base64(called);
    if (name == "json.decode") return jsonText(called);
    if (name == "metrics.count" || name == "metrics.gauge") return metric(called);
  }

  void regex(const Called& called) {
    const auto given = text(called, 1);
    if (!given) return;
    pattern::Program program;
    pattern::Mistake mistake;
    if (pattern::compile(*given, program, mistake)) return;
    const std::size_t at = mistake.position > 0 ? mistake.position - 1 : 0;
    report(DiagnosticCode::InvalidRegex, placeIn(*called.argument(1), at, given->size()),
           concat({"byte ", mistake.position, " of the pattern: ", mistake.what}));
  }

  // An address before a range, as the helper reads them: each is looked at beside one that is well-formed.
  void range(const Called& called) {
    const auto address = text(called, 0);
    const auto block = text(called, 1);
    if (address && inCidr(*address, "0.0.0.0/0") == CidrMatch::MalformedAddress) {
      return refuse(*called.argument(0), "this is no IP address: an address is written as in 10.1.2.3 or 2001:db8::1");
    }
    if (block && inCidr("0.0.0.0", *block) == CidrMatch::MalformedRange) {
      refuse(*called.argument(1), "this is no range: a range is written as in 10.0.0.0/8 or 2001:db8::/32");
    }
  }

  void base64(const Called& called) {
    const auto given = text(called, 0);
    std::string bytes;
    if (given && !decodeBase64(*given, bytes)) {
      refuse(*called.argument(0), "this is not Base64: A to Z, a to z, 0 to 9, + and /, filled up with = to fours");
    }
  }

  void jsonText(const Called& called) {
    const auto given = text(called, 0);
    json::ReadError error;
    if (!given || json::parseBriefly(*given, {}, error)) return;
    report(DiagnosticCode::InvalidArgument, placeIn(*called.argument(0), error.offset, given->size()),
           concat({"this is no JSON: ", error.message, " at byte ", error.offset}));
  }

  static bool isAmong(const std::optional<std::vector<std::string>>& names, const std::string& name) {
    return !names || std::find(names->begin(), names->end(), name) != names->end();
  }

  void secret(const Called& called) {
    const auto name = text(called, 0);
    if (!name) return;
    if (!isSecretName(*name)) {
      return refuse(*called.argument(0), "a secret's name has upper-case letters, digits and _, as in GEO_KEY");
    }
    if (!isAmong(scene_.setting.secrets, *name)) {
      report(DiagnosticCode::UnknownSecret, called.argument(0)->span, concat({"there is no secret '", *name, "'"}));
    }
  }

  void setting(const Called& called) {
    const auto name = text(called, 0);
    if (!name || isAmong(scene_.setting.settings, *name)) return;
    report(DiagnosticCode::UnknownSetting, called.argument(0)->span,
           concat({"scripts may read no setting '", *name, "'"}));
  }

  void fetch(const Expr& url, const Expr* options) {
    const auto whole = constants_.text(url);
    if (!whole) {
      startOfUrl(url);
    } else if (whole->size() <= kLongestUrl) {
      const std::string fault = fetchFault(*whole, scene_.setting.fetch);
      if (!fault.empty()) {
        report(DiagnosticCode::FetchDenied, url.span, concat({"the fetch policy refuses this URL: ", fault}));
      }
    }
    if (options != nullptr) fetchOptions(*options);
  }

  // Of a URL of which only the begin is known.
  void startOfUrl(const Expr& url) {
    bool whole = false;
    const std::string prefix = constants_.prefix(url, whole);
    std::string fault;
    if (const std::size_t end = prefix.find_first_of("/?#", 8); prefix.size() > 8 && end != std::string::npos) {
      fault = fetchFault(prefix.substr(0, end), scene_.setting.fetch);
    } else if (prefix.size() >= 7 && prefix.compare(0, 7, "http://") == 0) {
      fault = "it does not begin with https:// and a host";
    }
    if (!fault.empty()) {
      report(DiagnosticCode::FetchDenied, url.span, concat({"the fetch policy refuses this URL: ", fault}));
    }
  }

  bool isNeverNil(const Expr& expr) const { return scene_.inference.store.isNeverNil(scene_.inference.exprs[expr.id]); }

  void fetchOptions(const Expr& given) {
    const Expr& options = constants_.resolve(given);
    const TableItem* method = itemOf(&options, "method");
    const auto spelt = method == nullptr ? std::nullopt : constants_.text(*method->value);
    const bool isWord = spelt && !spelt->empty() && spelt->size() <= kLongestMethod &&
                        std::all_of(spelt->begin(), spelt->end(), isLetter);
    if (spelt && !isWord) refuse(*method->value, "a method has 1 to 16 letters");
    const TableItem* body = itemOf(&options, "body");
    const TableItem* json = itemOf(&options, "json");
    if (&options == &given && body != nullptr && json != nullptr && isNeverNil(*body->value) &&
        isNeverNil(*json->value)) {
      refuse(*json->value, "a request has a body or json, not both");
    }
  }

  void rateLimit(const Called& called) {
    const Expr* options = called.argument(0);
    if (options == nullptr) return;
    const auto whole = [&](std::string_view name, double most) {
      const TableItem* item = itemOf(options, name);
      const auto value = item == nullptr ? std::nullopt : constants_.number(*item->value);
      if (!value || (*value >= 1 && *value <= most && std::floor(*value) == *value)) return;
      refuse(*item->value, name == "window" ? "a window is a whole number of seconds from 1 to 2678400 (31 days)"
                                            : "a limit is a whole number from 1 on");
    };
    whole("limit", HUGE_VAL);
    whole("window", kLargestWindow);
    const TableItem* key = itemOf(options, "key");
    const auto spelt = key == nullptr ? std::nullopt : constants_.text(*key->value);
    if (spelt && (spelt->empty() || spelt->size() > 256)) refuse(*key->value, "a key has 1 to 256 bytes");
  }

  void metric(const Called& called) {
    const auto name = text(called, 0);
    if (name && !isMetricName(*name)) {
      refuse(*called.argument(0), "a metric's name has 1 to 64 lower-case letters, digits, _ and ., a letter first");
    }
  }

  const Scene& scene_;
  const Constants& constants_;
  Mistakes& out_;
};

}  // namespace

void lintCalls(const Scene& scene, const Constants& constants, Mistakes& out) {
  Calls(scene, constants, out).walk(*scene.tree.chunk);
}

}  // namespace sluice::language
