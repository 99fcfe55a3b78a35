-- expect isolated; the order of the globals is that of a fresh state
local names = {}
for name in pairs(_G) do names[#names + 1] = name end
local all = table.concat(names, " ")
for i = 1, 200 do _G["extra" .. i] = i end
for i = 1, 200, 3 do _G["extra" .. i] = nil end
return { clean = not all:find("extra") and #names < 40 }
