// What a string can be.
#include <algorithm>

#include "base/concat.h"
#include "language/features/completion_list.h"

namespace sluice::language {

namespace {

constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};

class Texts {
 public:
  Texts(CompletionList& list, const CompletionNames& names) : list_(list), names_(names) {}

  void run() {
    const auto& exprs = list_.site().located.exprs;
    const Expr* outer = exprs.size() > 1 ? exprs[exprs.size() - 2] : nullptr;
    if (const auto* index = as<IndexExpr>(outer)) return addKeys(*index);
    const Expr* call = callAround(exprs);
    const Signature* signature = call == nullptr ? nullptr : calledSignature(list_.analysis(), *call);
    if (signature != nullptr && addNamesFor(*signature, outer == call)) return;
    for (const TypeId each : list_.site().expected.types) {
      if (list_.store().kind(each) == TypeKind::StringLiteral) add(list_.store().text(each));
    }
  }

 private:
  // The call that the string is an argument of, by itself or in tables.
  static const Expr* callAround(const std::vector<const Expr*>& exprs) {
    for (std::size_t i = exprs.size() - 1; i-- > 0;) {
      if (exprs[i]->kind == ExprKind::Call || exprs[i]->kind == ExprKind::Method) return exprs[i];
      if (exprs[i]->kind != ExprKind::Table) return nullptr;
    }
    return nullptr;
  }

  bool addNamesFor(const Signature& signature, bool isArgument) {
    if (signature.name == "helpers.secret" && isArgument) {
      for (const std::string& name : names_.secrets) add(name);
      return true;
    }
    if (signature.name == "helpers.env" && isArgument) {
      for (const std::string& name : names_.settings) add(name);
      return true;
    }
    const bool isFetch = signature.name == "helpers.fetch" || signature.name == "helpers.fetchAll";
    if (isFetch && isField("method")) {
      for (const std::string_view method : kMethods) add(std::string(method));
      return true;
    }
    const bool isUrl = (signature.name == "helpers.fetch" && isArgument && isFirst()) ||
                       (signature.name == "helpers.fetchAll" && isFirst());
    if (isUrl) addHosts();
    return isUrl;
  }

  // Whether the string is what a table around it has as `name`.
  bool isField(std::string_view name) const {
    const auto& exprs = list_.site().located.exprs;
    const auto* table = exprs.size() > 1 ? as<TableExpr>(exprs[exprs.size() - 2]) : nullptr;
    if (table == nullptr) return false;
    return std::any_of(table->items.begin(), table->items.end(), [&](const TableItem& item) {
      return item.value == exprs.back() && item.name.text == name;
    });
  }

  // Whether the string is the first thing in the brackets around it.
  bool isFirst() const {
    if (list_.site().before == nullptr) return false;
    const TokenKind kind = list_.site().before->kind;
    return kind == TokenKind::LeftParen || kind == TokenKind::LeftBrace || kind == TokenKind::Name;
  }

  void addHosts() {
    for (const std::string& host : names_.hosts) add(concat({"https://", host, "/"}));
  }

  void addKeys(const IndexExpr& index) {
    const Analysis& analysis = list_.analysis();
    for (const TypeId each : list_.store().members(analysis.inference.exprs[index.object->id])) {
      if (list_.store().kind(each) != TypeKind::Table) continue;
      const Shape& shape = list_.store().shape(each);
      for (const Field& field : shape.fields) {
        Completion* item = add(field.name);
        if (item == nullptr) continue;
        item->detail = list_.store().print(field.type, 1);
        item->doc = field.doc;
        if (shape.name == "context.outputs") describeScript(*item);
      }
    }
  }

  void describeScript(Completion& item) const {
    for (const ScriptName& script : names_.scripts) {
      if (script.id != item.label || script.title.empty()) continue;
      item.doc = concat({script.title, "\n\n", item.doc});
      item.parameters = concat({" ", script.title});
    }
  }

  Completion* add(const std::string& text) {
    Completion* item = list_.add(CompletionRank::Best, text, CompletionKind::Value);
    if (item == nullptr) return nullptr;
    const bool isLong = list_.analysis().tree->text[list_.site().text->span.begin] == '[';
    if (!isLong) item->insertText = escaped(text);
    return item;
  }

  // As it is written between the quotes that are there.
  std::string escaped(const std::string& text) const {
    const char quote = list_.analysis().tree->text[list_.site().text->span.begin];
    std::string out;
    for (const char c : text) {
      if (c == quote || c == '\\') out.push_back('\\');
      if (c == '\n') {
        out += "\\n";
      } else {
        out.push_back(c);
      }
    }
    return out;
  }

  CompletionList& list_;
  const CompletionNames& names_;
};

}  // namespace

void addTexts(CompletionList& list, const CompletionNames& names) { Texts(list, names).run(); }

}  // namespace sluice::language
