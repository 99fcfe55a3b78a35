-- expect denied; zero bytes, escapes and a forged log line
error("a\0b\27[2J\r\n[info] admin allowed", 0)
