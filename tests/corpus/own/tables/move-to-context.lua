-- expect denied; the target is read-only
table.move({ "admin" }, 1, 1, 3, context.user.roles)
