local answer = helpers.fetch("https://work.example.com/a", { method = "POST", headers = { ["X-Client"] = "sluice" }, json = { b = 1, a = { "x" } } })
return {
  data = {
    status = answer.status,
    ok = answer.ok,
    type = answer.headers["content-type"],
    custom = answer.headers["x-custom"],
    list = answer.body.list,
    text = answer.text,
  },
}
