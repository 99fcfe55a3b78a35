return {
  data = {
    text = context.text,
    length = #context.text,
    int = math.type(context.int),
    float = math.type(context.float),
    big = context.big,
    yes = context.yes,
    no = context.no,
    nothing = type(context.nothing),
    missing = type(context.missing),
    deep = context.object.deep.er,
  },
}
