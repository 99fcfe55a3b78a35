-- expect limit:instructions; an iterator that is a function in C
for _ in rawequal, 1, 1 do end
