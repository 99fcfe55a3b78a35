-- expect limit:instructions or denied; ten thousand values in one line
while true do helpers.log(table.unpack({}, 1, 10000)) end
