#include "fuzz/lua_program.h"

#include <string_view>
#include <utility>

#include "fuzz/choices.h"

namespace sluice::fuzz {

namespace {

using Words = std::string_view[];

// In calls and statements: $a any value, $s text, $n number, $t table, $f function, $p Lua pattern, $r regular
// expression, $m format, $k pack format, $v variable, $b block.
constexpr Words kCalls = {
    "tostring($a)", "type($a)", "tonumber($s, $n)", "tonumber($a)", "select($n, ...)", "select('#', ...)", "rawlen($t)",
    "rawequal($a, $a)", "next($t, $a)", "next($t)", "ipairs($t)", "pairs($t)", "getmetatable($a)", "setmetatable($t, $t)",
    "assert($a, $s)", "error($a, $n)", "error($t)", "pcall($f, $a, $a)", "xpcall($f, $f, $a)", "pcall(error, $a)",
    "pcall(pcall, $f)", "string.rep($s, $n)", "string.rep($s, $n, $s)", "string.sub($s, $n, $n)", "string.byte($s, $n, $n)",
    "string.char($n, $n)", "string.find($s, $p, $n)", "string.find($s, $s, $n, true)", "string.match($s, $p)",
    "string.gmatch($s, $p)", "string.gsub($s, $p, $s)", "string.gsub($s, $p, $f, $n)", "string.gsub($s, $p, $t)",
    "string.format($m, $a, $a)", "string.format('%q', $a)", "string.format('%s|%d', $a, $n)", "string.len($s)",
    "string.lower($s)", "string.upper($s)", "string.reverse($s)", "string.pack($k, $n, $s)", "string.pack($k, $a)",
    "string.unpack($k, $s, $n)", "string.packsize($k)", "table.concat($t, $s, $n, $n)", "table.concat($t, $s)",
    "table.insert($t, $a)", "table.insert($t, $n, $a)", "table.remove($t, $n)", "table.remove($t)", "table.sort($t)",
    "table.sort($t, $f)", "table.sort($t, function(x, y) return tostring(x) < tostring(y) end)", "table.unpack($t, $n, $n)",
    "table.unpack($t)", "table.pack($a, $a, ...)", "table.move($t, $n, $n, $n, $t)", "math.floor($n)", "math.ceil($n)",
    "math.fmod($n, $n)", "math.modf($n)", "math.tointeger($a)", "math.type($a)", "math.max($n, $n)", "math.min($n, $n)",
    "math.abs($n)", "math.ult($n, $n)", "math.random($n, $n)", "math.random()", "math.randomseed($n)", "math.sqrt($n)",
    "utf8.char($n, $n)", "utf8.codepoint($s, $n, $n)", "utf8.len($s, $n, $n)", "utf8.offset($s, $n, $n)", "utf8.codes($s)",
    "coroutine.create($f)", "coroutine.wrap($f)", "coroutine.wrap($f)($a)", "coroutine.resume(coroutine.create($f), $a)",
    "coroutine.yield($a)", "coroutine.status(coroutine.create($f))", "coroutine.close(coroutine.create($f))",
    "coroutine.running()", "coroutine.isyieldable()", "coroutine.resume(coroutine.running())", "print($a, $a)", "await($a)",
    "helpers.log($s)", "helpers.log('warn', $a, $a)", "helpers.log($a)", "helpers.now()", "helpers.hash($s, 'sha1')",
    "helpers.hash($s, $s)", "helpers.hmac($s, $s, 'sha512')", "helpers.hmac($s, helpers.secret('BOUND'), 'md5')",
    "helpers.env($s)", "helpers.env('REGION')", "helpers.secret('API_KEY')", "helpers.secret('BOUND')", "helpers.secret($s)",
    "helpers.fetch('https://a.example.com/' .. $s)", "helpers.fetch($s, $t)",
    "helpers.fetch('https://a.example.com/', {method = $s, headers = $t, body = $s})",
    "helpers.fetch('https://b.example.com/', {json = $a})",
    "helpers.fetchAll({{'https://a.example.com/'}, {'https://c.example.com/' .. $s, {body = $s}}})", "helpers.fetchAll($t)",
    "helpers.matches($s, $r)", "helpers.matches($s, $s)", "helpers.rateLimit({key = $s, limit = $n, window = $n})",
    "helpers.rateLimit($t)", "helpers.json.encode($a)", "helpers.json.decode($s)",
    "helpers.json.decode(helpers.json.encode($a))", "helpers.json.array($t)", "helpers.base64.encode($s)",
    "helpers.base64.decode($s)", "helpers.ip.inCidr($s, $s)", "helpers.ip.inCidr('10.1.2.3', $s)", "helpers.uuid()",
    "helpers.trace($s, $f)", "helpers.trace($s, $t, $f)", "helpers.metrics.count($s, $n, $t)", "helpers.metrics.count($s)",
    "helpers.metrics.gauge($s, $n, $t)", "($s):rep($n)", "($s):gsub($p, '%1%0')", "($s):byte(1, -1)", "$v($a, $a)",
    "$v.x($a)", "$v:x($a)", "$f($a)",
};
static_assert(std::size(kCalls) <= 256);

constexpr Words kStatements = {
    "local _ = $a", "$c", "local $v = $a", "$v = $a", "$v[$a] = $a", "$v.x = $a", "if $a then\n$b else\n$b end",
    "for i = 1, $n do\n$l end", "for i = $n, $n, $n do\n$l end", "for k, v in pairs($t) do\n$l end",
    "for k, v in ipairs($a) do\n$l end", "for k, v in $f, $a, $a do\n$l end", "for w in ($s):gmatch($p) do\n$l end",
    "while $a do\n$l end", "repeat\n$l until $a", "local function f(...)\n$b end", "function g(...)\n$b return $a end",
    "do\n$b end", "do return $a end", "do return f($a) end", "local z <close> = setmetatable({}, {__close = $f})",
    "local z <const> = $a", "$v = setmetatable($t, {__index = $a, __newindex = $a})",
    "$v = setmetatable($t, {__add = $f, __concat = $f, __eq = $f, __lt = $f, __le = $f, __len = $f, __call = $f})",
    "$v = setmetatable($t, {__tostring = $f, __name = $s, __pairs = $f, __metatable = $a, __mode = 'k'})",
    "pcall(function(...)\n$b end)", "$v = coroutine.wrap(function(...)\n$b end)", "do goto over\n$b ::over:: end",
    "$v, $v = $a, $a", "$v, $v[$a], $v.x = $c", "context[$a] = $a", "helpers.x = $a", "_G[$s] = $a", "_ENV = $t",
};

constexpr Words kValues = {
    "nil", "$n", "$s", "$v", "$c", "$t", "$f", "true", "false", "...", "($a .. $a)", "($n + $a)", "($a - $n)", "($a * $n)",
    "($n / $n)", "($n // $a)", "($n % $a)", "($n ^ $a)", "($n & $a)", "($n | $n)", "($n ~ $n)", "($n << $n)", "($n >> $n)",
    "(- $a)", "(~$a)", "(#$a)", "(not $a)", "($a == $a)", "($a ~= $a)", "($a < $a)", "($a <= $a)", "($a and $a)", "($a or $a)",
    "$v[$a]", "$v.x", "$v[$n]", "context", "context.user", "context.user.email", "context.prev", "context.outputs",
    "context.list[$n]", "helpers.json.null", "helpers", "_G", "_ENV", "($c)", "string", "(...)",
};

constexpr Words kTexts = {
    "''", "'a'", "'abcabcabc'", "'x=1, y=22; z=333'", "'\\0\\255'", "'\\u{E9}\\u{20AC}\\u{10FFFF}'", "'%d+'", "'%'", "'10'",
    "'0x1p4'", "' -7 '", "'1e400'", "'nan'", "'sk_test_1234567890'", "'{\"a\":[1,2.5,null,{}]}'", "'[[[[]]]]'", "'YWJj'",
    "'10.0.0.0/8'", "'::ffff:1.2.3.4'", "'2001:db8::/32'", "'x'", "'__index'", "'https://a.example.com:444/p?q#f'",
    "'sha256'", "'debug'", "'content-type'", "tostring($a)", "($s .. $s)", "($s):rep($n)", "$v", "$c", "context.user.name",
    "helpers.json.encode($a)", "[[\n]]", "'\\xC3'", "'api.example.com'", "'function: builtin'", "'POST'",
};

constexpr Words kNumbers = {
    "1", "0", "2", "-1", "3", "7", "10", "16", "100", "255", "256", "1000", "5000", "65536", "1 << 20", "1 << 31", "1 << 62",
    "math.maxinteger", "math.mininteger", "0.5", "-0.0", "1e15", "2^53", "1e308", "(0/0)", "math.huge", "-math.huge", "#$a",
    "$v", "$c", "($n + $n)", "0x10FFFF", "0xD800", "-2", "-5000", "4", "5", "12",
};

constexpr Words kTables = {
    "{}", "{1, 2, 3}", "{$a, $a, $a}", "{x = $a, y = $a}", "{[$a] = $a}", "{...}", "{$c}", "$v", "{3, 1, 2, $a}",
    "{'b', 'a', $s}", "{{}, {{}}, {$a}}", "setmetatable({}, {__index = $f})", "setmetatable({$a}, $t)", "context",
    "context.list", "helpers.json.array({$a})", "{n = $n, [$n] = $a, [$s] = $a}", "_G", "string", "table.pack($a, $a)",
    "{['content-type'] = $s, x = $s}", "{a = 'b'}",
};

constexpr Words kFunctions = {
    "function(...)\n$b end", "function(x, y) return $a end", "function(...) return ... end", "tostring", "type", "error",
    "print", "pcall", "next", "coroutine.yield", "coroutine.wrap", "helpers.fetch", "helpers.now", "helpers.secret", "f", "g",
    "$v", "string.rep", "string.gsub", "table.unpack", "setmetatable", "math.random", "helpers.json.encode", "select",
    "coroutine.running", "table.sort", "helpers.trace",
};

constexpr Words kPatterns = {
    "'.'", "'a'", "'%a+'", "'(%w+)=(%w+)'", "'.-b'", "'a*b'", "'^%s*(.-)%s*$'", "'%b()'", "'%f[%w]%w+'", "'[^%d]'", "'[a-c]+'",
    "'()'", "'(a)(b)(c)'", "'%1'", "'(a*)%1'", "'[%]]'", "'[a'", "'%'", "'(('", "'.-.-.-.-x'", "''", "'$'", "'%z'", "'\\0'", "$s",
};

constexpr Words kExpressions = {
    "'a'", "'^a+b?$'", "'(a|b)*c'", "'[a-z]{2,5}'", "'(?i)ABC'", "'\\\\d+\\\\.\\\\w'", "'%a%d'", "'(a*)*b'", "'.{0,100}x'", "'('",
    "'[^\\u{E9}-\\u{20AC}]'", "'\\\\b'", "'(?:a|)'", "'a{1000}'", "'$^'", "$s",
};

constexpr Words kFormats = {
    "'%s'", "'%d %i %u'", "'%5.2f|%g|%e'", "'%q'", "'%x %X %o'", "'%-10s|%10.3s'", "'%c%%'", "'%a'", "'%p'", "'%99.99f'",
    "'%.14g'", "'% +#05d'", "'%'", "'%y'", "'%100d'", "'%.100f'", "$s",
};

constexpr Words kPackFormats = {
    "'i4'", "'<i8'", "'>I3s1'", "'z'", "'s4'", "'!8 b i8'", "'d'", "'f n'", "'j J T'", "'c10'", "'i16'", "'Xi4'", "'x x'", "'= l L'",
    "'s'", "'!16Xd'", "'I17'", "'c'", "'c99999999999'", "$s",
};

constexpr Words kVariables = {"a", "b", "c", "d", "e", "f", "g", "i", "k", "v"};

// So that variables mostly hold something to work with.
constexpr std::string_view kBegin =
    "local a, b, c, d, e = 1, 'x', {1, 2, 3}, context, function(...) return ... end\n"
    "function f(...) return ... end\nfunction g(...) return #{...}, ... end\n";

// Statements and expressions of one program, and how deep they nest: the parser refuses 200 levels, and a text above
// the limit scriptBytes tests nothing but that.
constexpr int kMostParts = 400;
constexpr int kDeepest = 12;

class Generator {
 public:
  explicit Generator(std::string_view bytes) : choices_(bytes) {}

  std::string program() {
    out_ = kBegin;
    while (!choices_.ended() && parts_ < kMostParts) topStatement();
    expand(choices_.below(4) == 0 ? "return $a" : "return {allowed = $a ~= 7, data = {x = $a, y = $t}}", 1);
    return std::move(out_);
  }

 private:
  // Half of them caught, or the first error would be the end of most programs.
  void topStatement() {
    const bool caught = choices_.below(2) == 0;
    if (caught) out_ += "pcall(function(...)\n";
    statement();
    if (caught) out_ += "end);\n";
  }

  void statement() {
    expand(choices_.any(kStatements), 1);
    out_ += ";\n";
  }

  // The first of each list ends the recursion.
  void part(std::span<const std::string_view> list) {
    const bool last = ++parts_ >= kMostParts || depth_ >= kDeepest;
    expand(last ? list.front() : choices_.any(list), 1);
  }

  void block() {
    if (parts_ >= kMostParts || depth_ >= kDeepest) return;
    for (std::size_t left = choices_.below(4); left > 0; --left) statement();
  }

  void loopBody() {
    block();
    if (choices_.below(4) == 1) expand("if $a then break end\n", 0);
  }

  // Sixteen times as many fits as misfits.
  void typed(std::span<const std::string_view> list) { part(choices_.below(16) == 15 ? std::span(kValues) : list); }

  void expand(std::string_view text, int deeper) {
    depth_ += deeper;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '$' && at + 1 < text.size()) {
        placeholder(text[++at]);
      } else {
        out_ += text[at];
      }
    }
    depth_ -= deeper;
  }

  void placeholder(char kind) {
    switch (kind) {
      case 'a': return part(kValues);
      case 'b': return block();
      case 'c': return part(kCalls);
      case 'f': return function();
      case 'k': return typed(kPackFormats);
      case 'l': return loopBody();
      case 'm': return typed(kFormats);
      case 'n': return typed(kNumbers);
      case 'p': return typed(kPatterns);
      case 'r': return typed(kExpressions);
      case 's': return typed(kTexts);
      case 't': return typed(kTables);
      case 'v': out_ += choices_.any(kVariables); return;
      default: out_ += '$'; out_ += kind;
    }
  }

  // In parentheses where it is called at once.
  void function() {
    out_ += '(';
    typed(kFunctions);
    out_ += ')';
  }

  Choices choices_;
  std::string out_;
  int parts_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string luaProgram(std::string_view bytes) { return Generator(bytes).program(); }

}  // namespace sluice::fuzz
