-- expect denied; a long bracket that is not closed
return [==[ ]=] ]]
