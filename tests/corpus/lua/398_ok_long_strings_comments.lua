-- expect ok; lexical forms
--[==[ long
comment ]] ]==]
local s = [[
first newline skipped]]
assert(s == "first newline skipped" and [==[a]]b]==] == "a]]b" and 'a\
b' == "a\nb" and "\065\x42\u{43}" == "ABC" and 0x.8p1 == 1.0 and 1e-2 == .01 and 3e0 == 3.)
;;;
return { ok = true }
