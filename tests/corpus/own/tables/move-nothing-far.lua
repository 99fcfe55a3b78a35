-- expect limit:instructions; a billion empty slots moved in C
table.move({}, 1, 1 << 30, 1, {})
