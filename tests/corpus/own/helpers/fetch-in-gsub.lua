-- expect denied; and inside a gsub callback
return (("abc"):gsub(".", function() return helpers.fetch("https://example.com/").text end))
