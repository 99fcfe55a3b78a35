-- expect limit:instructions; the oldest of a thousand texts with one hash (seed 0x51a1ce) is made again and again
local left, right = { "" }, { "acqaaracl" }
local function double(list, a, b)
  local n = #list
  for i = 1, n do list[n + i] = list[i] .. b list[i] = list[i] .. a end
end
double(left, "aeS", "awL") double(left, "acq", "aeZ") double(left, "acl", "aea") double(left, "aar", "asc")
double(left, "af0", "aiZ")
right = { "" }
double(right, "alI", "aor") double(right, "ac_", "aeL") double(right, "aai", "asr") double(right, "akw", "amz")
double(right, "aaX", "aeb")
local tail, keep = "ascaahajR", {}
for i = 1, 32 do for j = 1, 32 do keep[left[i] .. right[j] .. tail] = true end end
while true do local _ = keep[left[1] .. right[1] .. tail] end
