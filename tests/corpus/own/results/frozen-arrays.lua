-- expect ok; the context's own tables may be returned
return { data = { user = context.user, roles = context.user.roles } }
