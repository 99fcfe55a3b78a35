-- expect limit:instructions or denied; the same, with a fresh stack each time
local t = setmetatable({}, {})
getmetatable(t).__call = t
while true do coroutine.resume(coroutine.create(t)) end
