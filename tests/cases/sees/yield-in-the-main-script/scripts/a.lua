coroutine.yield("fetch", "https://work.example.com/a")
return
