-- A loop that never ends, and tries to survive its limit. It can't.
local turns = 0

while true do
  pcall(function()
    while true do
      turns = turns + 1
    end
  end)
end
