-- expect denied; an escape that does not end
return "\u{FFFFFFFFFFFFFFFFFFFF
