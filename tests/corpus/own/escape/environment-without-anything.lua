-- expect denied; a function whose _ENV is empty has nothing
local function run() local _ENV = {} return load, io, os.exit() end
run()
