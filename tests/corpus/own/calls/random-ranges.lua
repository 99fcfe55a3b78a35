-- expect limit:instructions; random numbers in a range that rejects many
while true do math.random(0, (1 << 62) + 1) end
