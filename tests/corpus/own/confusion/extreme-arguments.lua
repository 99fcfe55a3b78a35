-- expect ok; each is refused or does nothing
local refused = 0
for _, f in ipairs({
  function() return ("x"):rep(math.maxinteger, "y") end, function() return string.char(256) end,
  function() return utf8.char(-1) end, function() return table.concat({}, "", 1, 2) end,
  function() return ("%d"):format(2 ^ 63) end, function() return select(0) end,
  function() return string.pack("i17", 1) end, function() return string.unpack("z", "x") end,
  function() return math.random(1, 0) end, function() return math.tointeger({}) end,
  function() return utf8.codepoint("abc", 4) end, function() return ("x"):rep(1 << 62, "ab") end,
}) do if not pcall(f) then refused = refused + 1 end end
return { data = { refused = refused } }
