-- expect limit:instructions or denied; the same text read again and again
local s = "[" .. ("0,"):rep(3000) .. "0]"
while true do helpers.json.decode(s) end
