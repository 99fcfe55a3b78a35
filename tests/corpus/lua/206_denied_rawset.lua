-- expect denied; rawset absent
rawset(context, "user", nil)
