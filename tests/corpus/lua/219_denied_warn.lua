-- expect denied or ok; warn('@on') toggles host warnings
warn("@on")
warn("pwn")
