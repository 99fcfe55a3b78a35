local out = { default = helpers.hash("hello") }
for _, algo in ipairs({ "sha256", "sha512", "sha1", "md5", "blake2b" }) do out[algo] = helpers.hash("hello", algo) end
return { data = out }
