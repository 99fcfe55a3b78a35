-- expect limit:memory; "not enough memory" is final, whatever catches it
while true do pcall(string.rep, "x", 1 << 26) end
