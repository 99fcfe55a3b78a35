local value = helpers.json.decode('{"b":[1,2.5,"x",true],"a":{},"c":[],"n":null}')
return {
  data = {
    text = helpers.json.encode(value),
    n = type(value.n),
    null = helpers.json.encode({ helpers.json.null }),
    empty = helpers.json.encode({}),
  },
}
