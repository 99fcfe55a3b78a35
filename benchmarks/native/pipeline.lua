-- Runs a scenario's layers in one Lua state, as an embedding without a sandbox would: code is loaded for each run, the
-- scripts of a layer are coroutines, a fetch yields and is resumed with the answer once every execution waits.

local answers = {}

helpers = { fetch = function() return coroutine.yield() end }
function await(value) return value end

-- Resumes each coroutine until all have ended; what they yield for is answered by whoever resumes us.
local function runTogether(threads)
  local results, reply = {}, nil
  while true do
    local waiting = false
    for index, thread in ipairs(threads) do
      if coroutine.status(thread) == "suspended" then
        local ok, result = coroutine.resume(thread, reply)
        if not ok then error(result, 0) end
        results[index] = result
        waiting = waiting or coroutine.status(thread) == "suspended"
      end
    end
    if not waiting then return results end
    reply = coroutine.yield()
  end
end

local function runPipeline()
  local run = { outputs = {} }
  for key, value in pairs(scenario.context) do run[key] = value end
  local data = {}
  for _, layer in ipairs(scenario.layers) do
    local threads = {}
    for index, script in ipairs(layer) do
      local environment = setmetatable({ context = run }, { __index = _G })
      threads[index] = coroutine.create(assert(load(script.code, "=" .. script.id, "t", environment)))
    end
    local prev = {}
    for index, result in ipairs(runTogether(threads)) do
      if result.allowed == false then return { allowed = false, error = result.error } end
      run.outputs[layer[index].id] = result.data
      for key, value in pairs(result.data) do prev[key], data[key] = value, value end
    end
    run.prev = prev
  end
  return { allowed = true, data = data }
end

local function runAll(count)
  local threads = {}
  for index = 1, count do threads[index] = coroutine.create(runPipeline) end
  return runTogether(threads)
end

function runSample()
  local all = coroutine.create(runAll)
  local ok, results = coroutine.resume(all, scenario.inFlight)
  while ok and coroutine.status(all) == "suspended" do ok, results = coroutine.resume(all, scenario.reply) end
  if not ok then error(results, 0) end
  answers = results
end

local function json(value)
  if type(value) == "string" then return string.format("%q", value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  if #value > 0 then
    for index, item in ipairs(value) do parts[index] = json(item) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, member in pairs(value) do parts[#parts + 1] = json(key) .. ":" .. json(member) end
  table.sort(parts)
  return "{" .. table.concat(parts, ",") .. "}"
end

-- The one answer of all executions of the last sample.
function answerText()
  local text = json(answers[1])
  for _, answer in ipairs(answers) do assert(json(answer) == text, "two answers in one sample") end
  return text
end
