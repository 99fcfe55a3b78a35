-- expect ok; utf8 library
local s = "h\u{e9}llo \u{20ac} \u{1F600}"
assert(utf8.len(s) == 9 and #s == 15)
local cps = {}
for _, c in utf8.codes(s) do cps[#cps + 1] = c end
assert(cps[2] == 0xe9 and cps[9] == 0x1F600)
assert(utf8.char(72, 228, 8364) == "H\u{e4}\u{20ac}" and utf8.codepoint(s, 2) == 0xe9)
assert(utf8.offset(s, 3) == 4 and utf8.len("\xff") == nil)
local n = 0
for _ in s:gmatch(utf8.charpattern) do n = n + 1 end
assert(n == 9)
return { n = n, s = s }
