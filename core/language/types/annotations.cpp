#include "language/types/annotations.h"

#include <algorithm>

namespace sluice::language {

namespace {

constexpr std::string_view kMark = "---";

std::string_view trimmed(std::string_view text) {
  const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
  return text;
}

// Takes the first word off `text`.
std::string_view takeWord(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text = trimmed(text.substr(word.size()));
  return word;
}

TypedName takeName(std::string_view text) {
  TypedName named;
  named.name = takeWord(text);
  named.rest = text;
  named.optional = named.name.ends_with('?');
  if (named.optional) named.name.remove_suffix(1);
  if (named.name.starts_with('[') && named.name.ends_with(']'))
    named.name = named.name.substr(1, named.name.size() - 2);
  return named;
}

void readTag(std::string_view line, Annotations& out) {
  const std::string_view tag = takeWord(line);
  if (tag == "@param") {
    out.parameters.push_back(takeName(line));
  } else if (tag == "@field") {
    out.fields.push_back(takeName(line));
  } else if (tag == "@return") {
    out.returns.push_back(line);
  } else if (tag == "@type") {
    out.type = line;
  } else if (tag == "@class") {
    out.className = line.substr(0, line.find_first_of(" :"));
  } else if (tag == "@deprecated") {
    out.deprecated = true;
  } else if (tag == "@generic") {
    while (!line.empty()) {
      std::string_view name = takeWord(line);
      if (name.ends_with(',')) name.remove_suffix(1);
      out.generics.push_back(name);
    }
  }
}

bool isDoc(const SyntaxTree& tree, const Comment& comment) {
  return !comment.isLong && tree.textOf(comment.span).starts_with(kMark);
}

Annotations readComments(const SyntaxTree& tree, std::size_t first, std::size_t end) {
  Annotations out;
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view line = tree.textOf(tree.lexed.comments[i].span).substr(kMark.size());
    if (trimmed(line).starts_with('@')) {
      readTag(trimmed(line), out);
      continue;
    }
    if (!out.doc.empty()) out.doc += "\n";
    out.doc += line.starts_with(' ') ? line.substr(1) : line;
  }
  return out;
}

}  // namespace

bool Annotations::empty() const {
  return doc.empty() && type.empty() && className.empty() && parameters.empty() && returns.empty() && !deprecated;
}

const TypedName* Annotations::parameter(std::string_view name) const {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(), [&](const TypedName& each) { return each.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

Annotations annotationsBefore(const SyntaxTree& tree, std::uint32_t offset) {
  const auto& comments = tree.lexed.comments;
  const auto next = std::lower_bound(comments.begin(), comments.end(), offset,
                                     [](const Comment& comment, std::uint32_t at) { return comment.span.begin < at; });
  const auto end = static_cast<std::size_t>(next - comments.begin());
  if (end == 0) return {};
  // Nothing but one line end and blanks may stand between the last comment and the statement.
  const std::string_view between = tree.textOf({comments[end - 1].span.end, offset});
  if (between.find_first_not_of(" \t\r\n") != std::string_view::npos) return {};
  if (std::count(between.begin(), between.end(), '\n') != 1) return {};
  std::size_t first = end;
  std::uint32_t line = comments[end - 1].line + 1;
  while (first > 0 && isDoc(tree, comments[first - 1]) && comments[first - 1].line + 1 == line)
    line = comments[--first].line;
  return readComments(tree, first, end);
}

std::vector<Annotations> classesIn(const SyntaxTree& tree) {
  const auto& comments = tree.lexed.comments;
  std::vector<Annotations> classes;
  for (std::size_t i = 0; i < comments.size();) {
    std::size_t end = i;
    while (end < comments.size() && isDoc(tree, comments[end]) && comments[end].line == comments[i].line + (end - i))
      ++end;
    if (end == i) {
      ++i;
      continue;
    }
    Annotations block = readComments(tree, i, end);
    if (!block.className.empty()) classes.push_back(std::move(block));
    i = end;
  }
  return classes;
}

}  // namespace sluice::language
