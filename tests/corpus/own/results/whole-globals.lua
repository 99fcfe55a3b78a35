-- expect denied; functions are not data
return { data = _G }
