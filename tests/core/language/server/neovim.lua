-- Sets Neovim up with the block of docs/language-service.md, opens a script, and prints what comes of it. Run by
-- neovim_test.cpp.
local page = table.concat(vim.fn.readfile(os.getenv("SLUICE_PAGE")), "\n")
local block = page:match("%*%*Neovim%*%*.-\n```lua\n(.-)\n```")
assert(loadstring(block))()
vim.cmd("filetype on")
vim.cmd("edit " .. vim.fn.fnameescape(os.getenv("SLUICE_SCRIPT")))
vim.bo.expandtab, vim.bo.shiftwidth = true, 2

local function ask(method, line, character, more)
  vim.api.nvim_win_set_cursor(0, { line + 1, character })
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local _, answer = next(vim.lsp.buf_request_sync(0, method, params, 20000) or {})
  return answer and answer.result
end

vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, each in ipairs(vim.diagnostic.get(0)) do print(("%d:%d %s"):format(each.lnum, each.col, each.message)) end
print(ask("textDocument/hover", 1, 27).contents.value)
for _, item in ipairs(ask("textDocument/completion", 1, 26).items) do
  if item.label == "email" then print("offers " .. item.label) end
end
local rename = ask("textDocument/rename", 0, 6, { newName = "address" })
vim.lsp.util.apply_workspace_edit(rename, "utf-16")
local options = { tabSize = 2, insertSpaces = true }
vim.lsp.util.apply_text_edits(ask("textDocument/formatting", 0, 0, { options = options }), 0, "utf-16")
print(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
vim.cmd("qall!")
