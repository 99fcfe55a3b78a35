-- expect denied; nothing to break out of
break
