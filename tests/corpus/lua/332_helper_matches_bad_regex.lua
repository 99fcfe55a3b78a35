-- expect denied or ok; syntax error is a script error or false
return { m = helpers.matches("a", "(((") }
