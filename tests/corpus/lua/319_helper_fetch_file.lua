-- expect denied; other schemes refused
return helpers.fetch("file:///etc/passwd")
