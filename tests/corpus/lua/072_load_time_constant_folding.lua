-- expect denied or ok or limit:instructions; constant folding traps
return { v = 2^1023 * 2^1023 }
