# Lua: the pristine tarball with core/lua/*.patch applied, compiled as C++ so that a Lua error runs destructors.
#
# The patches are applied when CMake configures; editing, adding or removing one configures again, and only the files
# that come out different are compiled again.
sluice_source_folder(lua_pristine lua ${SLUICE_LUA_VERSION})
set(lua_own "${CMAKE_SOURCE_DIR}/core/lua")
set(lua_patched "${CMAKE_BINARY_DIR}/lua-${SLUICE_LUA_VERSION}")
file(GLOB lua_patches CONFIGURE_DEPENDS "${lua_own}/*.patch")
list(SORT lua_patches)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lua_patches})

# sluice_patch_lua(): <pristine>/src plus the patches, in a scratch folder first: a patch that fails leaves nothing
# behind.
function(sluice_patch_lua)
  set(scratch "${CMAKE_BINARY_DIR}/lua-scratch")
  file(REMOVE_RECURSE "${scratch}")
  file(COPY "${lua_pristine}/src" DESTINATION "${scratch}")
  foreach(patch IN LISTS lua_patches)
    execute_process(
      COMMAND patch --strip=1 --fuzz=0 --batch --forward --no-backup-if-mismatch --input=${patch}
      WORKING_DIRECTORY "${scratch}" RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(failed)
      message(FATAL_ERROR "${patch} does not apply to Lua ${SLUICE_LUA_VERSION}:\n${output}")
    endif()
  endforeach()
  file(MAKE_DIRECTORY "${lua_patched}")
  file(GLOB names RELATIVE "${scratch}/src" "${scratch}/src/*.[ch]")
  foreach(name IN LISTS names)
    file(COPY_FILE "${scratch}/src/${name}" "${lua_patched}/${name}" ONLY_IF_DIFFERENT)
  endforeach()
  file(REMOVE_RECURSE "${scratch}")
endfunction()
sluice_patch_lua()

# sluice_add_lua(<target> <folder>): the Lua in <folder> as a static library. Left out: the two programs, and the
# libraries a script must never have (io, os, debug, package). LUA_COMPAT_5_3 stays undefined, unlike in upstream's
# makefile.
function(sluice_add_lua target folder)
  file(GLOB sources "${folder}/l*.c")
  list(FILTER sources EXCLUDE REGEX "/(lua|luac|linit|liolib|loslib|ldblib|loadlib)\\.c$")
  set_source_files_properties(${sources} PROPERTIES LANGUAGE CXX)
  if(EMSCRIPTEN)
    # -Os makes strings 10-30 % slower; -O3 for the core of the VM alone costs 5 KB gz.
    set(hot ${sources})
    list(FILTER hot INCLUDE REGEX "/(lvm|ldo|ltable|lstring|lgc|lapi|lfunc|ltm|lmem)\\.c$")
    set_source_files_properties(${hot} PROPERTIES COMPILE_OPTIONS -O3)
    # Scripts are compiled once for each plan that is loaded; the last two make error messages and turn numbers into
    # text.
    set(cold ${sources})
    list(FILTER cold INCLUDE REGEX "/(lparser|lcode|llex|ldump|lundump|ldebug|lobject)\\.c$")
    set_source_files_properties(${cold} PROPERTIES COMPILE_OPTIONS -Oz)
    # With dofile, loadfile and print goes the C library's reading and writing of files.
    set_source_files_properties("${folder}/lbaselib.c" PROPERTIES COMPILE_OPTIONS "-include;${lua_own}/no_files.h")
  endif()
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} SYSTEM PUBLIC "${folder}")
  target_compile_options(${target} PRIVATE -w)
  if(SLUICE_SANITIZE AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # The characters of a string follow its header, in C's old way: an array of one, which clang takes by its word.
    target_compile_options(${target} PRIVATE -fno-sanitize=array-bounds)
  endif()
endfunction()

sluice_add_lua(lua54 "${lua_patched}")
if(SLUICE_SANITIZE)
  target_compile_definitions(lua54 PRIVATE LUAI_ASSERT=1 LUA_USE_APICHECK=1)   # Lua's own checks of itself and of us
endif()

# Our settings come before lua.h in everything that includes it, or two folders would see two different Luas.
file(GLOB lua_settings CONFIGURE_DEPENDS "${lua_own}/sluice_luaconf.h")
if(lua_settings)
  target_compile_options(lua54 PUBLIC "SHELL:-include \"${lua_settings}\"")
endif()
