-- expect limit:instructions; with each of the algorithms
while true do
  helpers.hash("x", "sha1") helpers.hash("x", "sha512") helpers.hash("x", "blake2b") helpers.hash("x")
end
