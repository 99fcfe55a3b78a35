-- expect ok; claims built from roles
local claims, roles = { roles = {} }, context.user.roles
for i, role in ipairs(roles) do claims.roles[i] = "app:" .. role end
claims.beta = roles[2] == "beta"
claims.count = #roles
return { data = claims }
