-- before_signin, with sluice({ attempts: true }): five attempts on an account and fifty from an address in a quarter of an
-- hour. Counted before the password is looked at, so that guessing is not worth it; needs a store that can count.
if context.stage ~= "attempt" then return end

local window = 15 * 60
local function used(key, limit)
  return not helpers.rateLimit({ key = key, limit = limit, window = window }).allowed
end

local ip = context.request and context.request.ip
-- Hashed: keys of counters are not masked as traces are.
local account = context.login and helpers.hash(context.login:lower())
local tooMany = ip and used("signin-ip:" .. ip, 50)
if account and used("signin-account:" .. account, 5) then tooMany = true end

if tooMany then
  return { allowed = false, code = "too_many_attempts", error = "Too many attempts. Please try again in 15 minutes." }
end
