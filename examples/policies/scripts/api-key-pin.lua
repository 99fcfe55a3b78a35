-- apikey_before_exchange: what a key's metadata pins it to: { "networks": ["203.0.113.0/24"], "hours": [8, 18] }.
local pins = context.apikey.metadata or {}

if pins.networks then
  local ip, inside = context.request and context.request.ip, false
  for _, network in ipairs(pins.networks) do
    inside = inside or (ip ~= nil and helpers.ip.inCidr(ip, network))
  end
  if not inside then return { allowed = false, code = "key_network", error = "This key cannot be used from here." } end
end

if pins.hours then
  local from, to = pins.hours[1], pins.hours[2]
  local hour = helpers.now() // 3600000 % 24
  if hour < from or hour >= to then
    local words = ("This key works from %d to %d o'clock (UTC)."):format(from, to)
    return { allowed = false, code = "key_hours", error = words }
  end
end
