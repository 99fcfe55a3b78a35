-- expect denied or ok or limit:instructions or limit:time or limit:memory; counted repetition blow-up
return { m = helpers.matches("a", "((a{1,100}){1,100}){1,100}") }
