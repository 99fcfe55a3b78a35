-- expect limit:memory or limit:instructions; so close to the limit that each allocation collects everything first
local live = {}
for i = 1, 500 do live[i] = { {}, {}, {}, {}, {}, {}, {}, {}, {}, {} } end
local fill, n = {}, 0
for i = 1, 11 do fill[i] = ("x"):rep(300000) .. i end
while true do
  n = n + 1
  local _ = { nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil,
    nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 1 }
  if n % 50 == 0 then live[#live + 1] = ("y"):rep(3000) .. n end
end
