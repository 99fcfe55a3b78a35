local thread = coroutine.create(function(url)
  local before = coroutine.yield("ready")
  local answer = helpers.fetch(url)
  return before, answer.body.n
end)
local _, ready = coroutine.resume(thread, "https://work.example.com/a")
local _, before, n = coroutine.resume(thread, "go")
return { data = { ready = ready, before = before, n = n, status = coroutine.status(thread) } }
