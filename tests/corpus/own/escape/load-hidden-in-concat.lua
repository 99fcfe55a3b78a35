-- expect denied; nor does any go in
return table.concat({ load("return 1")() })
