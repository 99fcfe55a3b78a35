// Included before every Lua source and by everyone who includes lua.h: build-time settings that need no patch.
#pragma once

// Lua is compiled as C++, so an error unwinds C++ frames and runs their destructors. Upstream's LUAI_TRY catches
// everything, which would turn a foreign exception into a Lua error of status -1; Lua's own type alone is caught here.
// A thrown lua_longjmp has had its status set by luaD_throw.
#define LUAI_THROW(L, c) throw(c)
#define LUAI_TRY(L, c, a) \
  try {                   \
    a                     \
  } catch (struct lua_longjmp*) {}
#define luai_jmpbuf int

// Upstream seeds string hashes from the clock and from addresses. Runs must not differ by either, so the seed is fixed.
#define luai_makeseed(L) 0x51a1ceu
