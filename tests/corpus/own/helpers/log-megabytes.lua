-- expect limit:instructions; the kept text is short, the given one is not
local s = ("x"):rep(1 << 20)
for i = 1, 60 do helpers.log(s) end
return { data = { n = #s } }
