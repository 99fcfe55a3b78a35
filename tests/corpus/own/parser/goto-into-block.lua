-- expect denied; a jump into the scope of a local
goto inside
local x = 1
::inside:: print(x)
