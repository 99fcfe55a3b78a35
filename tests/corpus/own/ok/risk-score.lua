-- expect ok; weights summed over signals
local signals = { { "country", context.request.country ~= "SE", 30 }, { "proxy", context.request.ip:match("^10%.") ~= nil, 50 },
  { "agent", #context.request.headers["user-agent"] < 5, 40 } }
local score, hits = 0, {}
for _, signal in ipairs(signals) do
  if signal[2] then score = score + signal[3] hits[#hits + 1] = signal[1] end
end
return { allowed = score < 70, data = { score = score, hits = helpers.json.array(hits) } }
