-- expect denied or ok; helper as sort comparator
table.sort({ "b", "a", "c" }, helpers.matches)
return { ok = true }
