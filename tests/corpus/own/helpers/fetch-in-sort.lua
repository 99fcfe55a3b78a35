-- expect denied; waiting inside a comparator is an error that says so
table.sort({ 3, 1, 2 }, function(a, b) return helpers.fetch("https://example.com/").ok and a < b end)
