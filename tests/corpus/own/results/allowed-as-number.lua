-- expect denied; nor is zero
return { allowed = 0 }
