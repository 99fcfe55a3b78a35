-- expect isolated or denied or ok; library table changes must not outlive the run
local before = string.PWN
string.PWN = true
return { clean = before == nil }
