# How C++ is compiled: the whole build first, then what only our own folders get.
set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Lines for the reports of sanitizers, and no more: whole debug information is a third of what compiling takes.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g1")

option(SLUICE_SANITIZE "Address and undefined-behaviour sanitizers; the first finding ends the program" OFF)
if(SLUICE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

option(SLUICE_FUZZ "Build the programs of tests/fuzz, and nothing else of tests (clang only)" OFF)
if(SLUICE_FUZZ)
  # Edges are counted everywhere; only the programs link libFuzzer. Optimised, or reading JSON would be most of the
  # time.
  add_compile_options(-fsanitize=fuzzer-no-link -O2)
endif()

option(SLUICE_WERROR "Warnings in our own sources are errors" ON)

# sluice_exceptions(<target> <layer> <source>...): a Lua error is a C++ exception, so what it can travel through needs
# landing pads: the sources that call Lua, and the JSON reader, whose handlers do. Everywhere else a landing pad is dead
# weight. A source of these layers that starts to call Lua comes off the second list; the leak checker of the native
# tests finds the one that was forgotten.
set(SLUICE_LUA_REACHES json sandbox helpers engine)
set(SLUICE_LUA_SPARES
  json/plain_text.cpp json/string_end.cpp json/string_escape.cpp json/unique_keys.cpp json/utf8.cpp json/value.cpp
  json/writer.cpp
  sandbox/arena.cpp sandbox/run_error.cpp sandbox/vm_pool.cpp
  helpers/digest.cpp helpers/effect.cpp helpers/fetch_span.cpp helpers/md5.cpp helpers/rng.cpp helpers/sha1.cpp
  engine/engine.cpp engine/execution.cpp engine/loaded_plan.cpp engine/outcome.cpp engine/vault_filter.cpp)
function(sluice_exceptions target layer)
  if(NOT layer IN_LIST SLUICE_LUA_REACHES)
    target_compile_options(${target} PRIVATE -fno-exceptions)
    return()
  endif()
  foreach(source IN LISTS ARGN)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${CMAKE_SOURCE_DIR}/core" OUTPUT_VARIABLE name)
    if(name IN_LIST SLUICE_LUA_SPARES)
      set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_OPTIONS -fno-exceptions)
    endif()
  endforeach()
endfunction()

# sluice_size(<source>...): in WebAssembly the sources that take JSON texts apart and build them are compiled -Os, the
# others -Oz, which is 6 % smaller as a whole and costs a trigger 5 % of its time.
set(SLUICE_HOT
  base/numeral.cpp base/sorted_order.cpp
  json/plain_text.cpp json/reader.cpp json/string_end.cpp json/tape.cpp json/unique_keys.cpp json/utf8.cpp
  json/writer.cpp)
function(sluice_size)
  foreach(source IN LISTS ARGN)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${CMAKE_SOURCE_DIR}/core" OUTPUT_VARIABLE name)
    if(EMSCRIPTEN AND NOT name IN_LIST SLUICE_HOT)
      set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_OPTIONS -Oz)
    endif()
  endforeach()
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
  if(EMSCRIPTEN)
    # Across files the linker drops and merges what it cannot within one: 14 KB gz of our code, which becomes faster
    # too. Lua is left out: it would grow, and its main loop become 15 % slower.
    target_compile_options(${target} PRIVATE -flto -fno-rtti)
  endif()
  # __FILE__ in a check's message names the file in the repository, not on the machine that built it.
  target_compile_options(${target} PRIVATE "-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
endfunction()
