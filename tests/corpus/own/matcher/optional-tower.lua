-- expect limit:instructions; two to the power of thirty ways to split a run of letters
return { data = { found = ("a"):rep(30):find(("a?"):rep(30) .. ("a"):rep(30) .. "b") ~= nil } }
