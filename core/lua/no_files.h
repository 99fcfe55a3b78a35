// Included before lbaselib.c where there is neither a file nor a terminal, as in WebAssembly. No script reaches what is
// cut here (sandbox/libraries.cpp): dofile and loadfile are gone, and print is the helpers' log.
#pragma once

#define luaL_loadfilex(L, name, mode) luaL_error(L, "there are no files")
#define lua_writestring(text, length) ((void)(text), (void)(length))
#define lua_writeline() ((void)0)
