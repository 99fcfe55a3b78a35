local score = context.prev.raw_score
local grade = "C"
if score > 90 then
  grade = "A"
elseif score > 80 then
  grade = "B"
end
return { allowed = true, data = { grade = grade } }
