-- expect ok or denied or limit:instructions or limit:memory; 2 MB log line is truncated
helpers.log(string.rep("L", 2 << 20))
return { ok = true }
