# Every Emscripten flag, each with its reason.
if(NOT EMSCRIPTEN)
  return()
endif()

if(EMSCRIPTEN_VERSION VERSION_LESS SLUICE_EMSCRIPTEN_VERSION)
  message(FATAL_ERROR "Emscripten ${EMSCRIPTEN_VERSION} is older than ${SLUICE_EMSCRIPTEN_VERSION}: run scripts/setup.sh")
endif()

# All objects and every link must agree on how exceptions work.
set(SLUICE_WASM_ABI
  -fwasm-exceptions     # Lua errors are C++ exceptions: destructors run; the legacy encoding runs in every target
  -sSUPPORT_LONGJMP=0)  # nothing jumps: Lua is compiled as C++
if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 6)
  list(APPEND SLUICE_WASM_ABI -sWASM_LEGACY_EXCEPTIONS=1)   # 3.1.69 knows no other encoding, and not this setting
endif()
add_compile_options(${SLUICE_WASM_ABI})
add_link_options(${SLUICE_WASM_ABI})
# Of a double to an integer in one instruction, for every engine since 2020; otherwise with a look at its range first.
add_compile_options(-mnontrapping-fptoint)
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics>)   # one thread

# sluice_wasm_module(<target>): turns an executable into <target>.mjs and <target>.wasm in the build folder.
function(sluice_wasm_module target)
  set_target_properties(${target} PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
  target_link_libraries(${target} PRIVATE embind)
  target_compile_options(${target} PRIVATE -frtti)  # embind names types by it
  target_link_options(${target} PRIVATE
    -Oz                         # 9 KB gz smaller, most of it tables of log and pow; see bindings/wasm/block_memory.cpp
    --no-entry                  # a library: no main
    -sMODULARIZE=1              # a factory function, so that one page or isolate can have several instances
    -sEXPORT_ES6=1              # ESM only
    -sENVIRONMENT=web           # one glue for all runtimes; with "node" in the list it fails in workerd under nodejs_compat
    -sDYNAMIC_EXECUTION=0       # no eval and no new Function: Workers and a strict CSP refuse both
    -sFILESYSTEM=0              # no file is ever read
    -sEXPORTED_RUNTIME_METHODS=HEAPU8,HEAPU32  # the texts of steps are read in place
    -sINCOMING_MODULE_JS_API=instantiateWasm,wasmBinary,locateFile  # the only ways in that our loaders use
    -sWASM_BIGINT=1             # 64-bit integers cross as BigInt, without a trampoline for each signature
    -sALLOW_MEMORY_GROWTH=1     # starts small; each script's memory cap decides how far it grows
    -sMAXIMUM_MEMORY=640MB      # above the largest total a deployment may set for its VMs (512 MB) plus the engine
    -sSTACK_SIZE=256KB          # the default traps on nested gsub; with this Lua raises its own "C stack overflow"
    -Wl,--stack-first           # below the stack is address 0: running over it traps instead of overwriting data
    "-Wl,-Map=${CMAKE_BINARY_DIR}/${target}.linked"   # what is linked in: scripts/notices.mjs has to name all of it
    # Nothing lies below address 1024 but the end of the stack, so a small offset may move into the load itself: one that
    # wraps around to there traps. Then what is known of values across functions, and the functions by number of calls.
    "-sBINARYEN_EXTRA_PASSES=--low-memory-unused,--gufa-optimizing,-Oz,--reorder-functions"   # 2.5 KB gz smaller
    -sMALLOC=emmalloc)          # 2.6 KB gz smaller; bindings/wasm/wiping_free.cpp builds on it
  # The linked glue and module depend on these lines as much as on the objects.
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/wasm.cmake")
endfunction()

# sluice_bare_wasm_module(<target>): turns an executable into <target>.wasm in the build folder, without JavaScript: what it
# exports says the code (export_name), and nothing of what it imports is ever needed.
function(sluice_bare_wasm_module target)
  set_target_properties(${target} PROPERTIES SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
  target_compile_options(${target} PRIVATE -fno-exceptions -Oz)   # a look at a script takes a third longer than with -Os
  target_link_options(${target} PRIVATE
    -Oz                         # with the passes below 3 % smaller than -Os, and no slower
    "-sBINARYEN_EXTRA_PASSES=--low-memory-unused,--gufa-optimizing,-Oz,--reorder-functions"   # as for the engine
    --no-entry                  # a library: _initialize() runs constructors
    -fno-exceptions             # of the C++ library the one that aborts instead
    -Wl,-mllvm,-enable-merge-functions,-mllvm,-inline-threshold=-20   # 1 % smaller, and no slower
    -sSTANDALONE_WASM=1         # no glue
    -sFILESYSTEM=0              # no file is ever read
    -sALLOW_MEMORY_GROWTH=1     # starts small; grows with what is open
    -sMAXIMUM_MEMORY=1GB
    -sSTACK_SIZE=2MB            # syntax nests 200 deep at most, and a level takes some kilobytes in the walk that infers types
    -Wl,--stack-first           # below the stack is address 0: running over it traps instead of overwriting data
    "-Wl,-Map=${CMAKE_BINARY_DIR}/${target}.linked")  # as for the engine
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/wasm.cmake")
endfunction()
