-- expect limit:memory; the very last instruction meets the limit, protected
return pcall(string.rep, "x", 1 << 26)
