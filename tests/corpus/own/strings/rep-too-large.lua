-- expect denied or limit:memory; the product overflows
return { data = { n = #("xy"):rep(math.maxinteger) } }
