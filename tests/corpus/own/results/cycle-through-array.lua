-- expect denied; a cycle over several tables
local a, b, c = {}, {}, {}
a.b, b[1], c.a = b, c, a
return { data = a }
