-- expect denied or ok; colon call passes the helpers table as the first argument
helpers:log("x")
