#include "language/types/annotations.h"

#include <algorithm>

#include "language/syntax/characters.h"

namespace sluice::language {

namespace {

constexpr std::string_view kMark = "---";
// Lua has at most 200 local variables in a function, and every call tries every way to call it.
constexpr std::size_t kMostParameters = 250;
constexpr std::size_t kMostOverloads = 50;

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

// The first word between each two commas.
void readNames(std::string_view list, std::vector<std::string_view>& out) {
  while (!list.empty()) {
    const std::string_view part = trimmed(list.substr(0, list.find(',')));
    if (!part.empty()) out.push_back(part.substr(0, part.find_first_of(" \t:")));
    list.remove_prefix(std::min(list.find(','), list.size() - 1) + 1);
  }
}

// ---@class (exact) Name: Parent, Parent
void readClass(std::string_view line, Annotations& out) {
  if (line.starts_with("(")) takeWord(line);
  out.className = line.substr(0, line.find_first_of(" :<"));
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) readNames(line.substr(colon + 1), out.parents);
}

// ---@alias Name type, ---@alias Name<T, U> type
void readAlias(std::string_view line, Annotations& out) {
  out.aliasName = line.substr(0, line.find_first_of(" \t<"));
  line.remove_prefix(out.aliasName.size());
  if (line.starts_with('<')) {
    const std::size_t close = std::min(line.find('>'), line.size() - 1);
    readNames(line.substr(1, close - 1), out.generics);
    line.remove_prefix(close + 1);
  }
  line = trimmed(line);
  if (!line.empty()) out.alternatives.push_back(line);
}

// ---@field private name? type, ---@field [1] type of a field, ---@field [type] type of any field
void readField(std::string_view line, Annotations& out) {
  for (const std::string_view visibility : {"public ", "private ", "protected ", "package "}) {
    if (line.starts_with(visibility)) line = trimmed(line.substr(visibility.size()));
  }
  if (line.size() > 1 && line[0] == '[' && !isDigit(line[1])) {
    out.entries.push_back(line);
  } else {
    out.fields.push_back(takeName(line));
  }
}

void readTag(std::string_view line, Annotations& out) {
  const std::string_view tag = takeWord(line);
  if (tag == "@param") {
    if (out.parameters.size() < kMostParameters) out.parameters.push_back(takeName(line));
  } else if (tag == "@field") {
    readField(line, out);
  } else if (tag == "@overload") {
    if (out.overloads.size() < kMostOverloads) out.overloads.push_back(line);
  } else if (tag == "@alias") {
    readAlias(line, out);
  } else if (tag == "@enum") {
    out.enumKeys = line.starts_with("(key)");
    if (out.enumKeys) takeWord(line);
    out.enumName = takeWord(line);
  } else if (tag == "@return") {
    out.returns.push_back(line);
  } else if (tag == "@type") {
    out.type = line;
  } else if (tag == "@class") {
    readClass(line, out);
  } else if (tag == "@deprecated") {
    out.deprecated = true;
  } else if (tag == "@generic") {
    readNames(line, out.generics);
  }
}

bool isDoc(const SyntaxTree& tree, const Comment& comment) {
  return !comment.isLong && tree.textOf(comment.span).starts_with(kMark);
}

std::string_view docLine(const SyntaxTree& tree, std::size_t comment) {
  return trimmed(tree.textOf(tree.lexed.comments[comment].span).substr(kMark.size()));
}

bool declares(const SyntaxTree& tree, std::size_t comment) {
  const std::string_view line = docLine(tree, comment);
  return line.starts_with("@class ") || line.starts_with("@alias ") || line.starts_with("@enum ");
}

bool isText(const SyntaxTree& tree, std::size_t comment) {
  const std::string_view line = docLine(tree, comment);
  return !line.starts_with('@') && !line.starts_with('|');
}

// Where the second declaration of a block of comments begins, with the text right before it; `end` without one.
std::size_t nextDeclaration(const SyntaxTree& tree, std::size_t begin, std::size_t end) {
  const auto from = [&](std::size_t at) {
    while (at < end && !declares(tree, at)) ++at;
    return at;
  };
  const std::size_t first = from(begin);
  std::size_t next = first == end ? end : from(first + 1);
  while (next < end && next > begin + 1 && isText(tree, next - 1)) --next;
  return next;
}

Annotations readComments(const SyntaxTree& tree, std::size_t first, std::size_t end) {
  Annotations out;
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view line = tree.textOf(tree.lexed.comments[i].span).substr(kMark.size());
    if (trimmed(line).starts_with('@')) {
      readTag(trimmed(line), out);
      continue;
    }
    if (line.starts_with('|')) {
      const std::size_t type = line.find_first_not_of("|>+ ");  // ---|> marks what is meant where nothing is said
      if (type != std::string_view::npos) out.alternatives.push_back(line.substr(type));
      continue;
    }
    if (!out.doc.empty()) out.doc += "\n";
    out.doc += line.starts_with(' ') ? line.substr(1) : line;
  }
  out.end = tree.lexed.comments[end - 1].span.end;
  return out;
}

}  // namespace

bool Annotations::empty() const {
  return doc.empty() && type.empty() && className.empty() && parameters.empty() && returns.empty() &&
         overloads.empty() && !deprecated;
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

std::vector<Annotations> declarationsIn(const SyntaxTree& tree) {
  const auto& comments = tree.lexed.comments;
  std::vector<Annotations> declarations;
  for (std::size_t i = 0; i < comments.size();) {
    std::size_t end = i;
    while (end < comments.size() && isDoc(tree, comments[end]) && comments[end].line == comments[i].line + (end - i))
      ++end;
    if (end == i) {
      ++i;
      continue;
    }
    while (i < end) {
      const std::size_t next = nextDeclaration(tree, i, end);
      Annotations declaration = readComments(tree, i, next);
      const bool isOne =
          !declaration.className.empty() || !declaration.aliasName.empty() || !declaration.enumName.empty();
      if (isOne) declarations.push_back(std::move(declaration));
      i = next;
    }
  }
  return declarations;
}

std::vector<Cast> castsIn(const SyntaxTree& tree) {
  std::vector<Cast> casts;
  for (std::size_t i = 0; i < tree.lexed.comments.size(); ++i) {
    if (!isDoc(tree, tree.lexed.comments[i])) continue;
    std::string_view line = docLine(tree, i);
    if (!line.starts_with("@cast ")) continue;
    takeWord(line);
    const std::string_view name = takeWord(line);
    const char sign = line.starts_with('+') || line.starts_with('-') ? line[0] : '\0';
    if (sign != '\0') line.remove_prefix(1);
    const auto begin = static_cast<std::uint32_t>(name.data() - tree.text.data());
    if (!line.empty()) casts.push_back({{begin, begin + static_cast<std::uint32_t>(name.size())}, sign, line});
  }
  return casts;
}

}  // namespace sluice::language
