-- expect denied or ok or limit:instructions or limit:time or limit:memory; 200 KB pattern
return { m = helpers.matches("a", string.rep("(a", 100000)) }
