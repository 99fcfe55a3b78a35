-- expect limit:instructions; one greedy star tried from every start: n squared steps in one call
return { data = { found = ("a"):rep(20000):find("a*b") ~= nil } }
