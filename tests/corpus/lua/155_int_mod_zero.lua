-- expect denied; integer modulo by zero
return 1 % 0
