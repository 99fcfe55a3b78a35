-- expect ok; the smallest blocking script
return { allowed = true }
