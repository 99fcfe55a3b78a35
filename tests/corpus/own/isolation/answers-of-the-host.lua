-- expect isolated; an answer may be changed, the next one is fresh
local answer = helpers.fetch("https://example.com/")
local dirty = answer.PWN or answer.body.PWN or answer.headers.PWN
pcall(function() answer.PWN = true answer.body.PWN = true answer.headers.PWN = true end)
local again = helpers.fetch("https://example.com/")
return { clean = not dirty and not again.PWN and not again.body.PWN }
