-- expect denied or isolated; table.insert on a read-only array
table.insert(context.user.roles, "admin")
