-- expect denied or limit:instructions; full collection in a loop is megabytes of work per instruction
while true do collectgarbage("collect") end
