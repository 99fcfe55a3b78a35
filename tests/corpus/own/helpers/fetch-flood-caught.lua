-- expect limit:instructions or denied; the quota is an error, and errors are caught
while true do pcall(helpers.fetch, "https://example.com/") end
