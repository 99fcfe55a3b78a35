-- expect isolated; every global may be replaced for this run
local dirty = type(tostring) ~= "function" or type(ipairs) ~= "function" or GONE
tostring, ipairs, next, error, select, type, string, helpers, context, print, await = nil
GONE = true
return { clean = not dirty }
