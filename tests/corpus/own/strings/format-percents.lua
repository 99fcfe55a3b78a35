-- expect limit:instructions; a format of nothing but %%
local s = ("%%"):rep(200000)
for i = 1, 60 do s:format() end
return { data = { n = #s } }
