-- expect ok; border with holes must end
local t = {1, 2, nil, 4, [8] = 8, [1 << 40] = 1}
return { n = #t >= 0 }
