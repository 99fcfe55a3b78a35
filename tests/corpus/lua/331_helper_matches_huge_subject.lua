-- expect denied or ok or limit:instructions or limit:time or limit:memory; 2 MB subject
return { m = helpers.matches(string.rep("a", 2 << 20), "a*b") }
