-- expect denied; the last of three errors in closing variables is the one that counts
local function failing(text) return setmetatable({}, { __close = function() error(text, 0) end }) end
local a <close> = failing("a")
local b <close> = failing("b")
error("body", 0)
