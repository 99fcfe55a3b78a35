-- expect limit:instructions; a long text that turns out to be broken
local s = ("A"):rep(1 << 20) .. "!"
for i = 1, 60 do pcall(helpers.base64.decode, s) end
return { data = { n = #s } }
