-- expect limit:instructions; four sets in a row that take the same letters
return { data = { found = ("abc"):rep(100):find("[a-z]*[a-c]*[%l]*[abc]*%d") ~= nil } }
