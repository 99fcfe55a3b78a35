local log = {}
local t = setmetatable({}, {__index = function(_, k) return k end, __newindex = rawequal, __call = function(_, ...) return ... end,
  __concat = function(a, b) return "c" end, __close = function() log[#log + 1] = "closed" end, __lt = function() return true end})
do local c <close> = t; pcall(function() error({t}) end) end
goto done
::again:: t = nil
::done:: if t then log[1] = t .. 1 .. t(2, t < t); goto again end
return {data = {log = log, s = ("%5.1f|%q"):format(1 / 3, "\n"), p = {string.unpack("<i4z", string.pack("<i4z", -1, "x"))}}}
