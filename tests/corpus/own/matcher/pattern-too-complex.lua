-- expect denied or limit:instructions; two hundred nested levels of the matcher are an error, not a crash
return string.find(("a"):rep(400), ("a?"):rep(300) .. ("(a)"):rep(20) .. ("a-"):rep(100) .. "b")
