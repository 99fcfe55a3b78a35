-- expect denied; 5.1 global unpack absent
return unpack({1})
