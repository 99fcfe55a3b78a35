-- expect denied or isolated; delete a helper
helpers.log = nil
