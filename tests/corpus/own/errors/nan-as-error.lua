-- expect denied; not a number as error value
error(0 / 0)
