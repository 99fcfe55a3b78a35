-- expect ok; integer and float arithmetic of 5.4
assert(7 // 2 == 3 and -7 // 2 == -4 and 7 // 2.0 == 3.0 and 7 % -3 == -2 and -7 % 3 == 2 and 5.5 % 2 == 1.5)
assert(1 / 2 == 0.5 and 2 ^ 10 == 1024.0 and math.type(2 ^ 2) == "float" and math.type(4 // 2) == "integer" and math.type("1") == nil)
assert(1 == 1.0 and math.tointeger(3.0) == 3 and math.tointeger(3.5) == nil and 3 | 0 == 3 and 3.0 | 0 == 3)
assert(math.maxinteger + 1 == math.mininteger and math.abs(math.mininteger) == math.mininteger)
assert("10" + 5 == 15 and "0x10" + 0 == 16 and 10 .. "" == "10" and 1e15 .. "" == "1e+15" and 2^53 .. "" == "9.007199254741e+15")
assert(tostring(3.0) == "3.0" and tostring(-0.0) == "-0.0" and tostring(1e100) == "1e+100")
assert(tonumber("  0x1p4  ") == 16.0 and tonumber("z", 36) == 35 and tonumber("1e") == nil and tonumber("") == nil and tonumber("10", 2) == 2)
assert(0x7fffffffffffffff == math.maxinteger and 0xffffffffffffffff == -1 and math.ult(1, -1))
return { ok = true }
