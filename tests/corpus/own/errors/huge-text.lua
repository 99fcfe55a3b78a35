-- expect denied or limit:memory; an error text of three megabytes is cut
error(("x"):rep(3 << 20), 0)
