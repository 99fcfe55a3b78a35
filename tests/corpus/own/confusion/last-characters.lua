-- expect ok; the ends of the planes, separators that end a line in JavaScript
return { data = { s = "\u{FFFF}\u{10FFFF}\u{2028}\u{2029}\u{FEFF}\u{7F}" } }
