-- expect denied or limit:instructions; at most N fetches a run
for i = 1, 500 do helpers.fetch("https://example.com/" .. i) end
