-- expect limit:instructions or denied or limit:memory; the backward branch
table.move({}, 1, 1e12 // 1 | 0, 2, {})
