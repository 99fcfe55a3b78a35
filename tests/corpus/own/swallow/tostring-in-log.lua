-- expect limit:instructions or ok or denied; logging a value must not run its metamethods without the meter
helpers.log(setmetatable({}, { __tostring = function() while true do end end }))
while true do end
