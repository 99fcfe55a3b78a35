-- expect ok; HTML in a reason; UI must render as text
return { allowed = false, reason = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`${7*7}{{7*7}}" }
