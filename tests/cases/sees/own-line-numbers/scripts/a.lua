-- one
-- two
local t = nil
local x = t.field
