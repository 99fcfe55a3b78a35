-- expect denied or ok; out of range float to integer must be an error, not a Wasm trap
return 1 << 2^70
