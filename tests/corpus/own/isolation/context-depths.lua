-- expect isolated; no level of the context can be changed by any way that assigns
local roles, headers = context.user.roles, context.request.headers
local tries = {
  function() context.user.id = "admin" end, function() roles[1] = "admin" end, function() roles[3] = "admin" end,
  function() table.insert(roles, 1, "admin") end, function() table.remove(roles) end, function() table.sort(roles) end,
  function() table.move({ "admin" }, 1, 1, 1, roles) end, function() setmetatable(headers, {}) end,
  function() headers["user-agent"] = nil end, function() local t = setmetatable({}, { __newindex = roles }) t[1] = "admin" end,
  function() context.user, context.user = nil end, function() for k in next, context do context[k] = nil end end,
  function() helpers.json.array(context.user) end,
}
local refused = 0
for _, try in ipairs(tries) do if not pcall(try) then refused = refused + 1 end end
return { clean = refused >= #tries - 1 and context.user.id == "u1" and #roles == 2 and roles[1] == "user" and headers["user-agent"] == "Mozilla/5.0" }
