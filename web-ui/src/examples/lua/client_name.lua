-- Names that pretend to be ours.
local name = (context.name or ""):lower()

if helpers.matches(name, "(acme|official|support)") then
  return {
    allowed = false,
    code = "client_name",
    error = "Choose a name that doesn't look like one of ours.",
  }
end
