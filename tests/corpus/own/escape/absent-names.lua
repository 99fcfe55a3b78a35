-- expect isolated; nothing that reaches beyond the state is there, under any name
local found = {}
for _, name in ipairs({ "io", "os", "debug", "package", "require", "load", "loadstring", "loadfile", "dofile", "collectgarbage",
  "rawset", "rawget", "warn", "newproxy", "module", "setfenv", "getfenv", "unpack", "bit32", "jit", "ffi", "js", "null" }) do
  if _G[name] ~= nil then found[#found + 1] = name end
end
if string.dump or table.getn or math.ldexp then found[1] = "old" end
return { clean = #found == 0 }
