local m = helpers.matches
local function digits(...)
  local all = {}
  for i, found in ipairs({ ... }) do all[i] = found and "1" or "2" end
  return table.concat(all)
end
return { data = {
  found = digits(
    m("someone@example.com", "^[^@%s]+@example%.com$"), m("someone@example.org", "^[^@%s]+@example%.com$"),
    m("xyz", "y"), m("", "^$"), m("a\nb", "a.b"),
    m("aab", "^(?:a{2}|c)b$"), m("k_9", "^%w+$"), m("k-9", "^%w+$"),
    m("F00", "^%x+%D*$"), m("catalog", "\\bcat\\b"), m("a cat", "\\bcat\\b"),
    m("ADMIN", "(?i)^admin$"), m("admins", "(?i)^admin$"), m("a]", "[]]$"), m("a]", "[^]a]")),
  letters = digits(m("é", "^.$"), m("é", "^..$"), m("\xff", "^[^a]$"), m("\xff", "^\\xff$")),
} }
