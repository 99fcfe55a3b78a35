-- expect denied; only the engine resumes the run
coroutine.yield("op", "fetch")
