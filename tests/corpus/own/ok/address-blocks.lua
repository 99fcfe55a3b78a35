-- expect ok; addresses compared with blocks
local blocks, hit = { "10.0.0.0/8", "192.168.0.0/16", "203.0.113.0/24", "2001:db8::/32" }, nil
for _, block in ipairs(blocks) do if helpers.ip.inCidr(context.request.ip, block) then hit = block end end
return { data = { hit = hit } }
