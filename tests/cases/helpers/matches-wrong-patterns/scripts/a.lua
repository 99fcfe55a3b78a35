local messages = {}
for i, pattern in ipairs({ "(((", "*", "a[b", "(a)\\1", "(x{1000}){1000}", "(?=a)" }) do
  local _, message = pcall(helpers.matches, "a", pattern)
  messages[i] = message
end
return { data = { messages = messages } }
