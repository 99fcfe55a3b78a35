-- expect limit:instructions; nested lazy captures before a letter that never comes
return { data = { found = ("ab"):rep(200):find("(.-)a(.-)b(.-)a(.-)b(.-)!") ~= nil } }
