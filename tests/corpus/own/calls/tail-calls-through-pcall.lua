-- expect limit:instructions; a loop without a loop
local function f() return select(2, pcall(select, 1, f)) end
local g = f
while g do g = g() end
