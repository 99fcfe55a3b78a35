-- expect denied; NaN where a count is expected
return { data = { a = ("x"):rep(0 / 0) } }
