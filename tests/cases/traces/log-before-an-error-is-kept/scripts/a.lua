helpers.log("before")
error("x")
