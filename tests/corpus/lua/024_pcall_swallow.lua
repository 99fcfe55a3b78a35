-- expect limit:instructions; limit error swallowed by pcall, in a loop
while true do pcall(function() while true do end end) end
