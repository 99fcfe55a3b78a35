local absent = {}
for name in (context.names):gmatch("[%w_]+") do
  if _G[name] == nil then absent[#absent + 1] = name end
end
return { data = { absent = absent, version = _VERSION } }
