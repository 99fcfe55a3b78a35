-- expect ok; an iterator may ask the host
local n = 0
for answer in function(_, previous) n = n + 1 if n < 4 then return helpers.fetch("https://example.com/" .. n) end end do
  n = answer.ok and n or 100
end
return { data = { n = n } }
