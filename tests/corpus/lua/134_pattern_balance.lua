-- expect limit:instructions or ok or denied or limit:time; KEY CASE: %b over a megabyte of opens: O(n^2) in find
return { r = string.find(("("):rep(1 << 20), "%b()") == nil }
