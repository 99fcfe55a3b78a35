-- expect limit:instructions or denied or limit:time; twenty .-
return string.match(("a"):rep(500), (".-"):rep(20) .. "b")
