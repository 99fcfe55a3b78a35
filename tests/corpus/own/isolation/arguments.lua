-- expect isolated; the chunk gets no arguments from anyone
local n = select("#", ...)
return { clean = n == 0 }
