-- expect denied; a failed assertion with nil
assert(nil, nil)
