-- A key says what it is for: "ci-deploy", "grafana-read".
local name = context.name or ""

if not helpers.matches(name, "^[a-z][a-z0-9]+(-[a-z0-9]+)+$") then
  return {
    allowed = false,
    code = "key_name",
    error = "Name the key after what uses it, such as ci-deploy.",
  }
end
