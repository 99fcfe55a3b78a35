-- expect limit:instructions; %b from every start runs to the end
return { data = { found = ("["):rep(30000):find("%b[]") ~= nil } }
