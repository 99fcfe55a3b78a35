-- expect limit:memory or denied or limit:instructions; via method syntax
return #(("x"):rep(1 << 31))
