if context.user_role == "admin" then
  return {
    allowed = true,
    data = {
      permissions = { "read:public", "write:all", "delete:users" },
      accessLevel = 99,
      metadata = { verified = true },
    },
  }
end
return { allowed = true, data = {} }
