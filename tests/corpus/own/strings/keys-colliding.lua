-- expect limit:instructions; a table whose keys all hash alike (seed 0x51a1ce), filled and emptied
local left, right = { "" }, { "" }
local function double(list, a, b)
  local n = #list
  for i = 1, n do list[n + i] = list[i] .. b list[i] = list[i] .. a end
end
double(left, "aeS", "awL") double(left, "acq", "aeZ") double(left, "acl", "aea") double(left, "aar", "asc")
double(left, "af0", "aiZ") double(left, "alI", "aor")
double(right, "ac_", "aeL") double(right, "aai", "asr") double(right, "akw", "amz") double(right, "aaX", "aeb")
double(right, "asc", "aup") double(right, "aah", "ass") double(right, "ajR", "aoS")
local t = {}
for i = 1, 64 do
  for j = 1, 128 do local key = left[i] .. right[j] t[key] = true t[key] = nil end
end
return { data = { done = true } }
