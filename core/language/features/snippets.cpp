#include "language/features/snippets.h"

#include <algorithm>

#include "base/concat.h"

namespace sluice::language {

namespace {

void escape(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '$' || c == '}' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
}

void addArgument(const Parameter& parameter, Snippet& out) {
  // A name in quotes completes to those that there are.
  const bool isName = parameter.type == types::kString && parameter.name == "name";
  if (isName) {
    out.text("\"").stop(parameter.name).text("\"");
  } else if (parameter.type == types::kFunction) {
    out.text("function(").stop().text(") ").stop().text(" end");
  } else {
    out.stop(parameter.name);
  }
}

}  // namespace

Snippet& Snippet::text(std::string_view text) {
  escape(text, snippet_);
  plain_ += text;
  return *this;
}

Snippet& Snippet::stop(std::string_view shown) {
  snippet_ += concat({"${", ++stops_, shown.empty() ? "" : ":"});
  escape(shown, snippet_);
  snippet_ += "}";
  plain_ += shown;
  return *this;
}

Snippet& Snippet::end() {
  snippet_ += "$0";
  return *this;
}

Snippet& Snippet::append(Snippet other) {
  snippet_ += other.snippet_;
  plain_ += other.plain_;
  stops_ = other.stops_;
  return *this;
}

std::string Snippet::take(bool asSnippet) { return asSnippet ? std::move(snippet_) : std::move(plain_); }

Snippet callOf(std::string_view name, const Signature& signature, std::size_t skipped) {
  Snippet snippet;
  snippet.text(name).text("(");
  bool first = true;
  for (std::size_t i = skipped; i < signature.parameters.size(); ++i) {
    const Parameter& parameter = signature.parameters[i];
    // Functions of the script say nothing of what may be left out.
    const bool own = !signature.origin.empty() && parameter.type == types::kUnknown;
    if (parameter.optional && !own) continue;
    if (!first) snippet.text(", ");
    first = false;
    addArgument(parameter, snippet);
  }
  const bool takesSome = signature.parameters.size() > skipped || signature.variadic != types::kNever;
  if (first && takesSome) snippet.stop();
  snippet.text(")").end();
  return snippet;
}

std::string parameterList(const Signature& signature, std::size_t skipped) {
  std::string out = "(";
  for (std::size_t i = skipped; i < signature.parameters.size(); ++i) {
    const Parameter& parameter = signature.parameters[i];
    const bool isOptional = parameter.optional && signature.origin.empty();
    out += concat({i > skipped ? ", " : "", parameter.name, isOptional ? "?" : ""});
  }
  if (signature.variadic != types::kNever) out += out.size() > 1 ? ", ..." : "...";
  return out + ")";
}

std::vector<Template> statementTemplates() {
  std::vector<Template> out;
  out.push_back({"if … then … end", "Runs statements when a condition holds.", {}});
  out.back().snippet.text("if ").stop("condition").text(" then\n\t").end().text("\nend");
  out.push_back({"if … then … else … end", "Runs one of two lists of statements.", {}});
  out.back().snippet.text("if ").stop("condition").text(" then\n\t").stop().text("\nelse\n\t").end().text("\nend");
  out.push_back({"for … = … do … end", "Counts from one number to another.", {}});
  out.back().snippet.text("for ").stop("i").text(" = ").stop("1").text(", ").stop("10").text(" do\n\t");
  out.back().snippet.end().text("\nend");
  out.push_back({"for … in pairs(…) do … end", "Goes through all entries of a table.", {}});
  out.back().snippet.text("for ").stop("key").text(", ").stop("value").text(" in pairs(").stop("table");
  out.back().snippet.text(") do\n\t").end().text("\nend");
  out.push_back({"for … in ipairs(…) do … end", "Goes through the entries of a list.", {}});
  out.back().snippet.text("for ").stop("i").text(", ").stop("value").text(" in ipairs(").stop("list");
  out.back().snippet.text(") do\n\t").end().text("\nend");
  out.push_back({"while … do … end", "Repeats statements as long as a condition holds.", {}});
  out.back().snippet.text("while ").stop("condition").text(" do\n\t").end().text("\nend");
  out.push_back({"repeat … until …", "Repeats statements until a condition holds.", {}});
  out.back().snippet.text("repeat\n\t").end().text("\nuntil ").stop("condition");
  out.push_back({"local function … end", "A function that is known from here on.", {}});
  out.back().snippet.text("local function ").stop("name").text("(").stop().text(")\n\t").end().text("\nend");
  return out;
}

std::vector<Template> resultTemplates(catalog::Mode mode) {
  std::vector<Template> out;
  if (mode == catalog::Mode::Async) return out;
  const auto addData = [&out] {
    out.push_back({"{ data = { … } }", "Gives data to later scripts and to the application.", {}});
    out.back().snippet.text("{ data = { ").stop("key").text(" = ").stop("value").text(" } }").end();
  };
  if (mode == catalog::Mode::Enrichment) addData();
  if (mode == catalog::Mode::Blocking) {
    out.push_back({"{ allowed = true }", "Lets it happen, as far as this script is concerned.", {}});
    out.back().snippet.text("{ allowed = true }").end();
  }
  out.push_back({"{ allowed = false, error = …, code = … }", "Denies it, and says why.", {}});
  out.back().snippet.text("{ allowed = false, error = \"").stop("message").text("\", code = \"").stop("code");
  out.back().snippet.text("\" }").end();
  if (mode != catalog::Mode::Enrichment) addData();
  return out;
}

Template functionTemplate(const Signature* expected) {
  Template out{"function(…) … end", "A function as a value.", {}};
  std::string names;
  for (std::size_t i = 0; expected != nullptr && i < expected->parameters.size(); ++i)
    names += concat({i > 0 ? ", " : "", expected->parameters[i].name});
  out.snippet.text("function(").stop(names).text(")\n\t").end().text("\nend");
  return out;
}

}  // namespace sluice::language
