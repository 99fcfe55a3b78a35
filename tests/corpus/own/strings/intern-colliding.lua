-- expect limit:instructions; thousands of short texts with one hash (for the fixed seed 0x51a1ce)
local left, right = { "" }, { "" }
local function double(list, a, b)
  local n = #list
  for i = 1, n do list[n + i] = list[i] .. b list[i] = list[i] .. a end
end
double(left, "aeS", "awL") double(left, "acq", "aeZ") double(left, "acl", "aea") double(left, "aar", "asc")
double(left, "af0", "aiZ") double(left, "alI", "aor")
double(right, "ac_", "aeL") double(right, "aai", "asr") double(right, "akw", "amz") double(right, "aaX", "aeb")
double(right, "asc", "aup") double(right, "aah", "ass") double(right, "ajR", "aoS")
local keep, n = {}, 0
for i = 1, 64 do
  local l = left[i]
  for j = 1, 128 do n = n + 1 keep[n] = l .. right[j] end
end
return { data = { n = n } }
