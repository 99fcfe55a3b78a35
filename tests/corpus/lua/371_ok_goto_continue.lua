-- expect ok; goto continue idiom and nested break
local out = {}
for i = 1, 10 do
  if i % 2 == 0 then goto continue end
  for j = 1, 10 do if j > i then goto next end end
  ::next::
  out[#out + 1] = i
  ::continue::
end
assert(table.concat(out, ",") == "1,3,5,7,9")
return { out = out }
