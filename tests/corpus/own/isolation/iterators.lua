-- expect isolated; iterators of libraries keep their state for themselves
local before = ITERATOR
ITERATOR = ("a b c"):gmatch("%a")
ITERATOR()
return { clean = before == nil and ("x y"):gmatch("%a")() == "x" }
