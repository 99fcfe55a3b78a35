local messages = {}
for i, call in ipairs({
  function() helpers.hash() end,
  function() helpers.fetch({}) end,
  function() helpers.env() end,
  function() helpers.trace("x") end,
  function() helpers.base64.decode(nil) end,
}) do
  local _, message = pcall(call)
  messages[i] = message:match("bad argument #%d to '[%w.]+'")
end
return { data = { messages = messages } }
