-- expect limit:instructions; every character is an escape
local s = '"' .. ("\\u0041"):rep(30000) .. '"'
while true do helpers.json.decode(s) end
