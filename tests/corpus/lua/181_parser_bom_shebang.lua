-- expect ok or denied; a first-line comment (#!) is only skipped by luaL_loadfile; buffer loaders differ
-- plain comment first
return { ok = true }
