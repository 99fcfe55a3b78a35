-- expect denied; format result too large
return string.packsize(string.rep("c2147483647", 100))
