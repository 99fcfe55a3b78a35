-- expect denied; setmetatable on a string
setmetatable("", {__index = {}})
