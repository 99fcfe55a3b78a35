-- Redirect addresses: https, no fragment, and nothing but localhost without it.
local function faultOf(address)
  if address:find("#", 1, true) then return "has a fragment" end
  if helpers.matches(address, "^https://[a-z0-9.-]+(:[0-9]+)?(/|$)") then return nil end
  if helpers.matches(address, "^http://(localhost|127[.]0[.]0[.]1)(:[0-9]+)?/") then return nil end
  return "must begin with https"
end

for _, address in ipairs(context.redirectUris) do
  local fault = faultOf(address)
  if fault then
    helpers.log("refused", address)
    return {
      allowed = false,
      code = "redirect_uri",
      error = "A redirect address " .. fault .. ".",
    }
  end
end
