-- expect ok; regex helper
return { m = helpers.matches(context.user.email, "^[^@]+@example\\.com$") }
