-- expect limit:memory; a run that met the limit does not end as a success
local ok = pcall(string.rep, "x", 1 << 26)
return { allowed = true, data = { ok = ok } }
