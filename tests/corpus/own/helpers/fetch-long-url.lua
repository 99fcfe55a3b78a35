-- expect denied or limit:instructions; a URL of a megabyte
helpers.fetch("https://example.com/" .. ("a"):rep(1 << 20))
