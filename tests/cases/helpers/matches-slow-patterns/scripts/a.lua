local m = helpers.matches
return { data = {
  a = m(("a"):rep(60) .. "!", "^(a+)+$"),
  b = m(("a"):rep(60) .. "!", "^(a|aa)+$"),
  c = m(("a"):rep(60), "(a|a)*b"),
  d = m(("a"):rep(30), ("a?"):rep(30) .. ("a"):rep(30)),
} }
