-- expect limit:instructions; a lazy class from every start
return { data = { found = ("x"):rep(20000):find("%a-%d") ~= nil } }
