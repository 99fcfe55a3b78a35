-- expect denied or limit:memory or limit:instructions; string slice too long
return select("#", utf8.codepoint(string.rep("a", 1 << 21), 1, -1))
