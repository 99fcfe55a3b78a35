-- expect ok; texts that look like numbers stay texts
return { data = { a = "0x10", b = "1e5", c = " 1 ", ["1"] = "one" } }
