-- expect denied; "false" is not false
return { allowed = "false" }
