-- a comment
context.x = 1
