local outputs = context.outputs
return {
  data = {
    none = type(outputs.none),
    nothing = type(outputs.nothing),
    empty = type(outputs.empty),
    some = outputs.some.x,
    self = type(outputs.read),
  },
}
