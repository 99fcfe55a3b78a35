-- expect ok or denied; numbers that no double holds
local t = helpers.json.decode("[9007199254740993,-9223372036854775809,0.1e-400,123456789012345678901234567890]")
return { data = { a = tostring(t[1]), b = tostring(t[2]), c = tostring(t[3]), d = tostring(t[4]) } }
