-- expect denied or limit:instructions; sort in a comparator in sort
local function compare() table.sort({ 1, 2, 3 }, compare) return false end
compare()
