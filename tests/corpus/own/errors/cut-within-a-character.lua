-- expect denied; the text is cut where a character of three bytes stands
error(("x"):rep(1023) .. "€€€", 0)
