-- expect denied; codes are names
return { allowed = false, code = "a\nb" }
