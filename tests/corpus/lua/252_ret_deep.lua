-- expect denied or limit:instructions or limit:memory; nesting deeper than the serialiser allows
return { data = (function()
local t = {}
for i = 1, 4000 do t = {t} end
return t
end)() }
