# Where set-up put the third-party sources, and their versions from scripts/deps.lock (SLUICE_<NAME>_VERSION).
set(SLUICE_LOCK "${CMAKE_SOURCE_DIR}/scripts/deps.lock")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${SLUICE_LOCK}")
file(STRINGS "${SLUICE_LOCK}" lock_lines REGEX "^[A-Z_]+_VERSION=")
foreach(line IN LISTS lock_lines)
  string(REGEX MATCH "^([A-Z_]+)=(.*)$" _ "${line}")
  set(SLUICE_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
endforeach()

# sluice_source_folder(<variable> <name> <version>): the unpacked source tree, or a stop that says how to get it.
function(sluice_source_folder variable name version)
  set(folder "${CMAKE_SOURCE_DIR}/.deps/src/${name}-${version}")
  if(NOT IS_DIRECTORY "${folder}")
    message(FATAL_ERROR "${name} ${version} is not set up: run scripts/setup.sh")
  endif()
  set(${variable} "${folder}" PARENT_SCOPE)
endfunction()
