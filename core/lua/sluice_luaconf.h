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

// The rates of 30-charges.patch: how much work in C costs one instruction, or how many instructions a piece of work
// costs. Measured so that no work done in C takes more than about 20 times as long as the instructions it is charged
// for; see tests/corpus/ratio and docs/sandbox.md.
#define LUAI_BYTES 256        // bytes copied, by memcpy
#define LUAI_COMPARED 128     // bytes compared, by memcmp, which is a loop over bytes in WebAssembly
#define LUAI_SCANNED 16       // bytes looked at one by one: hashed, searched, changed to upper case
#define LUAI_STEPS 4          // steps of the pattern matcher, bytes decoded as UTF-8
#define LUAI_SLOTS 16         // values moved or skipped: stack slots, array slots, nodes passed over
#define LUAI_NODES 2          // nodes of a hash part that are hashed again, upvalues bound, values pushed one by one
#define LUAI_COLLECTED 32     // bytes in use when the memory limit forces a full collection
#define LUAI_CCALL 2          // instructions for a call of a C function: as a metamethod or comparator no other is executed
#define LUAI_CALLHOP 20       // for one hop of a chain of __call
#define LUAI_CLOSURE 2        // for a closure, and for an upvalue of its own
#define LUAI_RESIZED 4        // for a table that gets another size, before its nodes and slots: memory is taken and given
#define LUAI_BOXED 8          // for a text under construction that moves to a block of its own, before its bytes
#define LUAI_FORMATTED 10     // for a text put together in C: the message of an error, the name of a table
#define LUAI_CAPTURE 3        // for a capture or a replacement of the pattern matcher
#define LUAI_THROWN 60        // for an error that is raised, and for a yield out of C: C++ exceptions, slow in WebAssembly
#define LUAI_UNWOUND 40       // on top of it for each C call that the coroutine is in,
#define LUAI_UNWOUNDMATCH 10  // and for each level of the pattern matcher
#define LUAI_NUMERAL 4        // for text read as a number, plus one for each LUAI_DIGITS bytes,
#define LUAI_DIGITS 4
#define LUAI_FLOATNUMERAL 80  // and this when it is a float
#define LUAI_INTEGERTEXT 8    // for an integer written as text
#define LUAI_FLOATTEXT 32     // for a float
#define LUAI_TOKEN 1          // for a token, when a script is compiled
#define LUAI_FARMOD 1048576.0 // from this ratio of its arguments on, and for subnormal ones, fmod costs one instruction
#define LUAI_MODBITS 2        // for each 2 bits that their exponents differ

// What fmod of `m` and `n` costs, which works bit by bit: the remainder operator and math.fmod.
inline unsigned int luai_fmodcost(double m, double n) {
  const double size = __builtin_fabs(n);
  if (!(__builtin_fabs(m) > size * LUAI_FARMOD) && size >= __DBL_MIN__) return 0;
  int em = 0, en = 0;
  __builtin_frexp(m, &em);
  __builtin_frexp(n, &en);
  return em > en ? static_cast<unsigned int>(em - en) / LUAI_MODBITS : 0;
}

// table.sort draws a new pivot from the clock when a partition is lopsided. A fixed one is as good: what a bad order
// costs, the script pays.
#define l_randomizePivot() (~0u)
