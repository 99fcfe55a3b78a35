-- expect denied or ok or limit:memory; thousands of results on the stack
return table.unpack({}, 1, 14000)
