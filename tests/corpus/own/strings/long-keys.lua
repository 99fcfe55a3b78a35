-- expect limit:instructions; a table key of hundreds of kilobytes has to be hashed
local t, s = {}, ("k"):rep(300000)
for i = 1, 100 do t[s .. i] = nil local _ = t[s .. i] end
return { data = { done = true } }
