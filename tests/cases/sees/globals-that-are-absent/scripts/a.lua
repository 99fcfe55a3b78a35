local present = {}
for name in (context.names):gmatch("%a+") do
  if _G[name] ~= nil then present[#present + 1] = name end
end
return { data = { present = present, dump = type(string.dump) } }
