-- expect ok; the same with an array
return { data = { ["__proto__"] = { 1, 2 }, ["valueOf"] = 0, ["then"] = "thenable" } }
