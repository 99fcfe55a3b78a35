-- expect ok; text is trimmed, folded and counted
local name = "  Ålice   van  Dyk "
name = name:gsub("^%s+", ""):gsub("%s+$", ""):gsub("%s+", " ")
local initials = {}
for word in name:gmatch("%S+") do initials[#initials + 1] = utf8.char(utf8.codepoint(word)) end
return { data = { name = name, initials = table.concat(initials), length = utf8.len(name) } }
