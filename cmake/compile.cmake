# How C++ is compiled: the whole build first, then what only our own folders get.
set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")

option(SLUICE_SANITIZE "Address and undefined-behaviour sanitizers; the first finding ends the program" OFF)
if(SLUICE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

option(SLUICE_FUZZ "Build the programs of tests/fuzz, and nothing else of tests (clang only)" OFF)
if(SLUICE_FUZZ)
  # Edges are counted everywhere; only the programs link libFuzzer. Optimised, or reading JSON would be most of the time.
  add_compile_options(-fsanitize=fuzzer-no-link -O2)
endif()

option(SLUICE_WERROR "Warnings in our own sources are errors" ON)

# sluice_exceptions(<target> <layer>): a Lua error is a C++ exception, so the layers it can travel through need landing
# pads: those that call Lua, and the JSON reader, whose handlers do. Everywhere else a landing pad is dead weight.
set(SLUICE_LUA_REACHES json sandbox helpers engine)
function(sluice_exceptions target layer)
  if(NOT layer IN_LIST SLUICE_LUA_REACHES)
    target_compile_options(${target} PRIVATE -fno-exceptions)
  endif()
endfunction()

# sluice_own_sources(<target>): the warnings our code is held to. Third-party targets do not get them.
function(sluice_own_sources target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # Optimised, this compiler sees overlapping copies inside std::string where there are none (GCC bug 105651).
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(SLUICE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  # __FILE__ in a check's message names the file in the repository, not on the machine that built it.
  target_compile_options(${target} PRIVATE "-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
endfunction()
