-- expect limit:instructions; a megabyte for one instruction, sixty times
for i = 1, 60 do local _ = ("x"):rep(1 << 20) end
return { data = { done = true } }
