// Runs scripts with each value reported, and holds what was seen against what the types say.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "json/value.h"
#include "json/writer.h"
#include "language/analysis.h"
#include "language/rules/walk.h"
#include "support/json_text.h"
#include "support/lua_texts.h"
#include "support/watched_run.h"

namespace sluice::language {
namespace {

constexpr const char* kHooks[] = {"before_signup", "client_before_register", "token_build"};

// Which expressions are wrapped in a call that reports them: those that read a value and give one.
class Places : public Walk<Places> {
 public:
  explicit Places(std::vector<const Expr*>& out) : out_(out) {}

  void enter(const Stat& stat) {
    if (const auto* assign = as<AssignStat>(&stat)) {
      for (const Expr* target : assign->targets) skipped_.insert(target);
    } else if (const auto* function = as<FunctionStat>(&stat)) {
      for (const Expr* at = function->target; at != nullptr; at = leftOf(*at)) skipped_.insert(at);
    }
  }

  void visit(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Name:
      case ExprKind::Member:
      case ExprKind::Index:
      case ExprKind::Binary:
      case ExprKind::Unary:
        if (!skipped_.contains(&expr)) out_.push_back(&expr);
        return;
      default: return;
    }
  }

 private:
  std::vector<const Expr*>& out_;
  std::set<const Expr*> skipped_;
};

constexpr const char* kHead =
    "local see__ = {} local function see_(id, v) local t = math.type(v) or type(v) "
    "if t == 'string' and #v < 40 and utf8.len(v) then t = 'string:' .. v elseif t == 'integer' or t == 'boolean' then t = t .. ':' .. tostring(v) end "
    "local s = see__[id] if not s then s = { n = 0 } see__[id] = s end "
    "if not s[t] and s.n < 6 then s[t] = true s.n = s.n + 1 end return v end "
    "local ok__, why__ = pcall(function(...) ";
constexpr const char* kTail =
    "\nend) local out__ = {} for id, s in pairs(see__) do local l = {} s.n = nil for t in pairs(s) do l[#l + 1] = t end "
    "out__['e' .. id] = l end return { data = { seen = out__, failed = not ok__ } }";

std::string instrumented(const SyntaxTree& tree) {
  std::vector<const Expr*> places;
  Places(places).walk(*tree.chunk);
  // By offset: closings before openings; of openings the outer ones first, of closings the inner ones.
  std::map<std::uint32_t, std::string> before;
  std::map<std::uint32_t, std::string> after;
  std::sort(places.begin(), places.end(), [](const Expr* a, const Expr* b) {
    return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end > b->span.end;
  });
  for (const Expr* each : places) {
    before[each->span.begin] += "see_(" + std::to_string(each->id) + ",(";
    after[each->span.end] += "))";
  }
  std::string code = kHead;
  for (std::uint32_t i = 0; i <= tree.text.size(); ++i) {
    if (const auto at = after.find(i); at != after.end()) code += at->second;
    if (const auto at = before.find(i); at != before.end()) code += at->second;
    if (i < tree.text.size()) code += tree.text[i];
  }
  return code + kTail;
}

bool holds(const TypeStore& store, TypeId type, const std::string& seen) {
  const std::string sort = seen.substr(0, seen.find(':'));
  const std::string value = sort.size() < seen.size() ? seen.substr(sort.size() + 1) : "";
  for (const TypeId each : store.members(type)) {
    switch (store.kind(each)) {
      case TypeKind::Unknown:
      case TypeKind::Generic: return true;
      case TypeKind::Nil:
      case TypeKind::Absent:
        if (sort == "nil") return true;
        break;
      case TypeKind::True:
      case TypeKind::False:
        if (sort == "boolean" && (store.kind(each) == TypeKind::True) == (value == "true")) return true;
        break;
      case TypeKind::Integer:
        if (sort == "integer") return true;
        break;
      case TypeKind::Number:
        if (sort == "integer" || sort == "float") return true;
        break;
      case TypeKind::IntegerLiteral:
        if (sort == "integer" && value == std::to_string(store.integer(each))) return true;
        break;
      case TypeKind::String:
        if (sort == "string") return true;
        break;
      case TypeKind::StringLiteral:
        if (sort == "string" && (value.empty() || value == store.text(each))) return true;
        break;
      case TypeKind::Table:
      case TypeKind::AnyTable:
        if (sort == "table" || sort == "userdata") return true;
        break;
      case TypeKind::Function:
      case TypeKind::AnyFunction:
        if (sort == "function") return true;
        break;
      case TypeKind::Thread:
        if (sort == "thread") return true;
        break;
      default: break;
    }
  }
  return false;
}

// A context of the hook's type: with everything (0), only what is required (1), or every second optional field (2).
class ContextMaker {
 public:
  ContextMaker(const TypeStore& store, int variant) : store_(store), variant_(variant) {}

  void write(TypeId type, json::Writer& out, int depth) {
    const auto members = store_.members(type);
    const TypeId each = members.empty() ? types::kUnknown : members[static_cast<std::size_t>(variant_) % members.size()];
    switch (store_.kind(each)) {
      case TypeKind::StringLiteral: out.string(store_.text(each)); return;
      case TypeKind::String: out.string(variant_ == 1 ? "" : "text@mail.example"); return;
      case TypeKind::Integer: out.integer(3); return;
      case TypeKind::Number: variant_ == 2 ? out.number(2.5) : out.integer(3); return;
      case TypeKind::True:
      case TypeKind::False: out.boolean(store_.kind(each) == TypeKind::True); return;
      case TypeKind::Table: return table(store_.shape(each), out, depth);
      default: out.string("any"); return;
    }
  }

 private:
  void table(const Shape& shape, json::Writer& out, int depth) {
    if (shape.key == types::kInteger) {
      out.beginArray();
      for (int i = 0; i < (variant_ == 1 ? 0 : 2); ++i) write(shape.value, out, depth + 1);
      out.endArray();
      return;
    }
    out.beginObject();
    for (const Field& field : shape.fields) {
      const bool isOwn = depth == 0 && (field.name == "trigger" || field.name == "outputs" || field.name == "prev");
      const bool left = field.optional && (variant_ == 1 || (variant_ == 2 && ++count_ % 2 == 0));
      if (isOwn || left || depth > 4) continue;
      out.key(field.name);
      write(field.type, out, depth + 1);
    }
    out.endObject();
  }

  const TypeStore& store_;
  const int variant_;
  int count_ = 0;
};

std::string contextOf(const Analysis& analysis, int variant) {
  json::Writer out;
  ContextMaker(analysis.inference.store, variant).write(analysis.inference.context, out, 0);
  return out.take();
}

struct Counts {
  int scripts = 0;
  int runs = 0;
  int values = 0;
};

void check(const std::string& path, const std::string& code, const char* hook, Counts& counts) {
  Setting setting;
  setting.hook = hook;
  const Analysis analysis = analyze(code, setting);
  const std::string watched = instrumented(*analysis.tree);
  catalog::Limits limits;
  limits.scriptBytes = 1'000'000;
  limits.instructions = 300'000;
  limits.memoryBytes = 32'000'000;
  std::map<std::uint32_t, Span> spans;
  std::vector<const Expr*> places;
  Places(places).walk(*analysis.tree->chunk);
  for (const Expr* each : places) spans[each->id] = each->span;
  for (int variant = 0; variant < 3; ++variant) {
    const tests::WatchedRun run = tests::watch(watched, hook, contextOf(analysis, variant), limits);
    EXPECT_NE(run.errorCode, "syntax_error") << path << ": " << run.message;
    if (run.data.empty() || !run.errorCode.empty()) continue;
    ++counts.runs;
    const json::Value data = tests::fromText(run.data);
    const json::Value* seen = data.get("seen");
    if (seen == nullptr || !seen->isObject()) continue;
    for (const auto& [key, list] : seen->members()) {
      const auto id = static_cast<std::uint32_t>(std::stoul(key.substr(1)));
      const TypeId type = analysis.inference.exprs[id];
      for (const json::Value& each : list.items()) {
        ++counts.values;
        const Span span = spans[id];
        EXPECT_TRUE(holds(analysis.inference.store, type, each.string()))
            << path << " at byte " << span.begin << " '" << analysis.tree->textOf(span).substr(0, 60) << "' was "
            << each.string() << ", not " << analysis.inference.store.print(type, 2) << " (" << hook << ")";
      }
    }
  }
}

bool isTaken(const tests::LuaText& text) {
  static tests::LuaCompiler compiler;
  if (text.code.size() > 6000 || !compiler.refusal(text.code).empty()) return false;
  // They look at what the wrapping changes: their own depth, stack or size.
  for (const char* word : {"stack overflow", "recursion", "deep", "many_locals", "upvalue"}) {
    if (text.path.find(word) != std::string::npos) return false;
  }
  return true;
}

TEST(LanguageSoundness, EveryValueThatARunShowsIsOfItsType) {
  Counts counts;
  for (const auto& text : tests::luaTexts()) {
    if (!isTaken(text)) continue;
    ++counts.scripts;
    const bool isCorpus = text.path.starts_with("tests/corpus/");
    for (const char* hook : kHooks) {
      check(text.path, text.code, hook, counts);
      if (isCorpus) break;
    }
  }
  RecordProperty("scripts", counts.scripts);
  RecordProperty("runs", counts.runs);
  RecordProperty("values", counts.values);
  EXPECT_GT(counts.values, 2000);
}

// Where flow is hard to follow.
TEST(LanguageSoundness, HoldsWhereFunctionsAndLoopsChangeWhatIsKnown) {
  Counts counts;
  for (const char* code : {
           "local x local function set() x = 1 end set() if x then print(x) end print(x)",
           "local t = { a = nil } local function set() t.a = 'v' end if t.a == nil then set() print(t.a) end",
           "local a, b, c, d = 1, 'x', nil, nil for i = 1, 6 do print(a, b, c, d) d = c c = b b = a a = {} end print(d)",
           "local function f(x) if x == 0 then return nil end return x end local y = f(0) print(y) y = f(2) print(y)",
           "local function f(n) if n > 3 then return 'deep' end return f(n + 1) end print(f(1))",
           "local v = nil for i = 1, 3 do if v then print(v) end v = i end print(v)",
           "local s = ('k'):match('()k') print(s)",
           "local i = 1 ::top:: local j = i i = 'text' if j == 1 then goto top end print(i, j)",
           "local t = {} for i = 1, 3 do t[i] = i end print(t[4], t[1], #t)",
           "local ok, e = pcall(error, { code = 1 }) print(ok, e)",
           "local t = setmetatable({}, { __index = function() return 1 end }) print(t.x)",
           "local t = setmetatable({}, { __concat = function() return 1 end }) local c = t .. 'x' print(c)",
           "local t = setmetatable({}, { __len = function() return 'long' end }) local n = #t print(n)",
           "local n = '10' + 1 print(n) local m = 7 // 2 print(m) local k = 2 ^ 2 print(k)",
           "local x = math.floor(2.5) print(x)",
           "local a = context.name or false print(a) local b = a and 1 print(b)",
           "local x = 1 local function f() return x end x = 'later' print(f())",
           "local function g() return 1, 'two' end local t = { g(), g() } print(t[1], t[2], t[3])",
           "local r repeat local q = r r = q and nil or 1 until r print(r)",
           "local w = 0 while w < 3 do w = w + 1 if w == 2 then w = 'x' break end end print(w)",
       }) {
    check(code, code, "before_signup", counts);
  }
  EXPECT_GT(counts.values, 60);
}

}  // namespace
}  // namespace sluice::language
