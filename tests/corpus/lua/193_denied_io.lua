-- expect denied; io absent
return io.open("/etc/passwd"):read("a")
