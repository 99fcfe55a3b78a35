-- expect limit:instructions; a retry written with goto
::again::
pcall(function() while true do end end)
goto again
