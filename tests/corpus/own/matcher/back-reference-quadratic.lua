-- expect limit:instructions; a back reference tried for every length from every start
return { data = { found = ("a"):rep(4000):find("(a*)%1b") ~= nil } }
