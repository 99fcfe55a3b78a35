-- expect isolated or denied; a global function replaced
local dirty = pcall == error
local keep = pcall
pcall = error
return { clean = not dirty and keep ~= nil }
