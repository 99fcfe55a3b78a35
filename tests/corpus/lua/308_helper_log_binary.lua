-- expect ok or denied; invalid UTF-8, NUL and control characters in a log line
helpers.log("\0\xff\xfe\27[31m\r\nFAKE [INFO] admin logged in")
return { ok = true }
