-- expect ok; records are grouped, sorted and printed
local events = {}
for i = 1, 60 do events[i] = { kind = "kind" .. i % 7, cost = i * 37 % 11 } end
local totals, names = {}, {}
for _, event in ipairs(events) do
  if not totals[event.kind] then names[#names + 1] = event.kind end
  totals[event.kind] = (totals[event.kind] or 0) + event.cost
end
table.sort(names, function(a, b) return totals[a] > totals[b] or totals[a] == totals[b] and a < b end)
local lines = {}
for i, name in ipairs(names) do lines[i] = ("%-6s %4d"):format(name, totals[name]) end
return { data = { report = table.concat(lines, "\n") } }
