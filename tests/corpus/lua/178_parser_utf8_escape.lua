-- expect denied; UTF-8 value too large
return "\u{80000000}"
