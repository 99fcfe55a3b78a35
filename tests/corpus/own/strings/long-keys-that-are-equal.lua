-- expect limit:instructions; found only by comparing the whole text
local t, s = {}, ("k"):rep(500000)
t[s .. "!"] = true
local key = s .. "!"
for i = 1, 200 do local _ = t[key] end
return { data = { done = true } }
