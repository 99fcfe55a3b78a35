-- expect denied; more results than the stack has places
return table.unpack({}, math.mininteger, math.maxinteger)
