-- expect ok or denied; a coroutine that waits for the host is not resumed with a made-up answer
local answers = {}
local co = coroutine.create(function() answers[1] = helpers.fetch("https://example.com/").status end)
coroutine.resume(co)
local ok, value = coroutine.resume(co, { status = 999 })
return { data = { status = answers[1], ok = ok } }
