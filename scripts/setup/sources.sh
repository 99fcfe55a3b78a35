# shellcheck shell=bash disable=SC2154 # what is not assigned here comes from setup.sh and deps.lock
# sources.sh - third-party sources: pinned tarballs unpacked, unchanged, into .deps/src/NAME-VERSION. Sourced by setup.sh.

lua_title() { echo "Lua $LUA_VERSION"; }
lua_recipe() { echo sources.sh; }
lua_works() { [ -f "$deps/src/lua-$LUA_VERSION/src/lvm.c" ]; }
lua_install() { unpack_source lua "$LUA_VERSION" "$LUA_SHA256" "$LUA_DEBIAN" "$LUA_URL"; }

libsodium_title() { echo "libsodium $LIBSODIUM_VERSION"; }
libsodium_recipe() { echo sources.sh; }
libsodium_works() { [ -f "$deps/src/libsodium-$LIBSODIUM_VERSION/src/libsodium/include/sodium.h" ]; }
libsodium_install() {
  unpack_source libsodium "$LIBSODIUM_VERSION" "$LIBSODIUM_SHA256" "$LIBSODIUM_DEBIAN" "$LIBSODIUM_URL"
}

nlohmann_json_title() { echo "nlohmann_json $NLOHMANN_JSON_VERSION"; }
nlohmann_json_recipe() { echo sources.sh; }
nlohmann_json_works() { [ -f "$deps/src/nlohmann_json-$NLOHMANN_JSON_VERSION/include/nlohmann/json.hpp" ]; }
nlohmann_json_install() {
  unpack_source nlohmann_json "$NLOHMANN_JSON_VERSION" "$NLOHMANN_JSON_SHA256" "$NLOHMANN_JSON_DEBIAN" \
    "$NLOHMANN_JSON_URL" '*/include' '*/LICENSE.MIT'
}

googletest_title() { echo "GoogleTest $GOOGLETEST_VERSION"; }
googletest_recipe() { echo sources.sh; }
googletest_works() { [ -f "$deps/src/googletest-$GOOGLETEST_VERSION/googletest/include/gtest/gtest.h" ]; }
googletest_install() {
  unpack_source googletest "$GOOGLETEST_VERSION" "$GOOGLETEST_SHA256" "$GOOGLETEST_DEBIAN" "$GOOGLETEST_URL"
}

# unpack_source NAME VERSION SHA256 SUITES:PACKAGE URL [MEMBER...]: the folder appears only when it is whole.
unpack_source() {
  local tarball=$downloads/$1-$2.tar.gz folder=$deps/src/$1-$2
  fetch_tarball "$tarball" "$3" "$4" "$5"
  progress "unpacking"
  rm -rf "$folder" "$folder.part"
  mkdir -p "$folder.part"
  tar -xzf "$tarball" -C "$folder.part" --strip-components=1 --wildcards "${@:6}"
  mv "$folder.part" "$folder"
  rm "$tarball"
}

# fetch_tarball FILE SHA256 SUITES:PACKAGE URL: tries each source in order. An unreachable one leads to the next; bytes
# with another sum than the pinned one end the set-up, whatever the next source would say.
fetch_tarball() {
  if has_sum "$1" "$2"; then return; fi
  rm -f "$1"
  if copy_from_folder "$1" "$2"; then return; fi
  progress "downloading from the Debian mirror (${3#*:} in ${3%%:*})"
  if debian_tarball "$1" "${3%%:*}" "${3#*:}" "$2"; then require_sum "$1" "$2" "the Debian mirror"; return; fi
  progress "downloading $4"
  if curl --fail --silent --show-error --location --proto '=https' --connect-timeout 15 --max-time 600 --retry 2 \
    --output "$1" "$4"; then require_sum "$1" "$2" "$4"; return; fi
  die "no source of ${1##*/} could be reached" \
    "Download $4 on another machine (sha256 $2)," \
    "put it into a folder and run: SLUICE_SOURCES=folder scripts/setup.sh"
}

# copy_from_folder FILE SHA256: takes the tarball out of SLUICE_SOURCES, known by its sum, so that its name is free.
copy_from_folder() {
  local candidate
  [ -n "${SLUICE_SOURCES:-}" ] || return 1
  [ -d "$SLUICE_SOURCES" ] || die "SLUICE_SOURCES is not a folder: $SLUICE_SOURCES"
  for candidate in "$SLUICE_SOURCES"/*; do
    if has_sum "$candidate" "$2"; then
      progress "taking $candidate"
      cp "$candidate" "$1"
      return
    fi
  done
  progress "not in $SLUICE_SOURCES (nothing there has sha256 $2)"
  return 1
}

require_sum() {
  has_sum "$1" "$2" && return
  local actual
  actual=$(sha256sum < "$1" | cut -d' ' -f1)
  rm -f "$1"
  die "${1##*/} from $3 has sha256 $actual, pinned is $2" \
    "The source was changed or is broken: compare with upstream's own announcement before anything else." \
    "A good copy can be given with SLUICE_SOURCES=folder scripts/setup.sh"
}
