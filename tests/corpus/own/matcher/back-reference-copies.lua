-- expect limit:instructions; few matcher steps, but every one compares tens of kilobytes
local s = ("x"):rep(120000)
for i = 1, 4 do s:find("^(x*)%1y") end
return { data = { n = #s } }
