-- expect ok; base64 with bit operations, 300 bytes
local A = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function b64(s)
  local out = {}
  for i = 1, #s, 3 do
    local a, b, c = s:byte(i, i + 2)
    local n = a << 16 | (b or 0) << 8 | (c or 0)
    local function ch(sh) local k = (n >> sh & 63) + 1 return A:sub(k, k) end
    out[#out + 1] = ch(18) .. ch(12) .. (b and ch(6) or "=") .. (c and ch(0) or "=")
  end
  return table.concat(out)
end
assert(b64("Hello, world!") == "SGVsbG8sIHdvcmxkIQ==" and b64("") == "" and b64("M") == "TQ==")
return { n = #b64(("x"):rep(300)) }
