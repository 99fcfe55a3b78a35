-- expect denied; no way leads to package.loaded
local m = getmetatable(coroutine.running()) or getmetatable(print) or getmetatable(helpers.log)
return m.__index._LOADED.os.exit(1)
