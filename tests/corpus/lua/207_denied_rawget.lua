-- expect denied; rawget absent
return rawget(context, "user")
