local before = context.prev and context.prev.n or 0
return { data = { n = before + 1 } }
