helpers.log("debug", "d") helpers.log("info", "i") helpers.log("warn", "w", 1) helpers.log("error", "e")
helpers.log("warn")
helpers.log("loud", "x")
