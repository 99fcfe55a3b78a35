-- expect isolated; no finalizer is ever set
local ran = RAN
local function f() RAN = true end
local m = { __gc = f }
local direct = pcall(setmetatable, {}, m)
local late = setmetatable({}, {})
getmetatable(late).__gc = f
local inherited = pcall(setmetatable, {}, setmetatable({}, { __index = { __gc = f } }))
late = nil
for i = 1, 300 do local _ = ("x"):rep(10000) .. i end
return { clean = ran == nil and RAN == nil and not direct }
