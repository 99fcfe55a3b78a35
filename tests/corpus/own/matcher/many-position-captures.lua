-- expect limit:instructions; thirty-two results for each character
local pattern = ("()"):rep(32) .. "."
for i = 1, 30 do
  for _ in ("x"):rep(1000):gmatch(pattern) do end
end
return { data = { done = true } }
