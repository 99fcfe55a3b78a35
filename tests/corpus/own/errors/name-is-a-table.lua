-- expect denied; __name is not a text
error(setmetatable({}, { __name = {} }))
