-- expect denied or limit:instructions or limit:memory; too many results
return string.unpack(string.rep("b", 1 << 20), string.rep("x", 1 << 20))
