-- expect limit:instructions; a million pieces of one byte each, with a separator
for i = 1, 40 do local _ = ("x"):rep(1 << 18, ",") end
return { data = { done = true } }
