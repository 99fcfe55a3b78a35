-- expect ok; string.format in ordinary use
assert(string.format("%5d|%-5d|%05d|%+d", 42, 42, 42, 42) == "   42|42   |00042|+42")
assert(string.format("%.2f %e %g", 3.14159, 12345.678, 0.1) == "3.14 1.234568e+04 0.1")
assert(string.format("%s %q %x %X %o %c %%", "a", 'b"c', 255, 255, 8, 65) == 'a "b\\"c" ff FF 10 A %')
assert(string.format("%-10s|%10.3s|", "abc", "abcdef") == "abc       |       abc|")
assert(string.format("%i", 3.0) == "3" and not pcall(string.format, "%d", 3.5))
assert(string.format("%s %s %s", nil, true, 12) == "nil true 12" and string.format("%a", 1.0):find("^0x1"))
return { ok = true }
