local count = 0
for i = 1, 300 do
  for j = 1, 300 do
    count = count + 1
  end
end
return { data = { count = count } }
