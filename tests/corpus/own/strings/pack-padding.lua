-- expect limit:instructions; pack fills up a megabyte for one option
for i = 1, 60 do string.pack("c1000000", "") end
return { data = { done = true } }
