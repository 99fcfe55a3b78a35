-- expect denied or limit:instructions or ok; matcher C recursion: 'pattern too complex' (MAXCCALLS 200)
return string.match(("x"):rep(300), ("(x"):rep(31) .. (")"):rep(31) .. ("x?"):rep(260) .. "$y")
