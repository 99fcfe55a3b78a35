-- expect denied or isolated; context is read-only
context.user = { id = "admin" }
