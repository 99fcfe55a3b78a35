-- expect denied; plain http refused
return helpers.fetch("http://example.com/")
