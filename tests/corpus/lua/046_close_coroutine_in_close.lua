-- expect denied or limit:instructions or limit:memory or ok; nesting of coroutine.close inside __close (C stack overflow bug fixed in 5.4.5)
local function loop()
  local c
  c = coroutine.wrap(function() local x <close> = setmetatable({}, {__close = function() loop() end}); error("e") end)
  return c()
end
loop()
