# shellcheck shell=bash disable=SC2154 # what is not assigned here comes from setup.sh and deps.lock
# emscripten.sh - .deps/emscripten/toolchain.cmake and bin/emcc: the machine's Emscripten when it is new enough, else
# Debian's packages unpacked into a private prefix. Sourced by setup.sh.
#
# The packages come from a newer Debian than the host may be, so their glibc and libstdc++ stay private to them: the
# executables get the prefix's dynamic linker and an RPATH to its libraries. The paths are absolute, so the prefix cannot
# be moved; its stamp holds its path, and a moved checkout sets it up again.

emscripten_title() { echo "Emscripten $EMSCRIPTEN_VERSION"; }
emscripten_recipe() { echo emscripten.sh; }
emscripten_works() {
  [ -f "$deps/emscripten/toolchain.cmake" ] &&
    version_at_least "$(emcc_version "$deps/emscripten/bin/emcc")" "$EMSCRIPTEN_VERSION"
}

emscripten_install() {
  local emcc
  rm -rf "$deps/emscripten"
  mkdir -p "$deps/emscripten/bin"
  if emcc=$(machine_command emcc) && version_at_least "$(emcc_version "$emcc")" "$EMSCRIPTEN_VERSION"; then
    progress "using this machine's $emcc"
    emscripten_entry "$(emscripten_root "$emcc")"
  else
    emscripten_from_debian "$deps/emscripten"
  fi
}

# emcc_version EMCC: its version number, or 0 when it does not run. A Debian build calls itself 3.1.69~debian.
emcc_version() {
  local version
  version=$("$1" --version 2> /dev/null | sed -n '1s/^emcc .*) \([0-9.]*\).*/\1/p') || true
  echo "${version:-0}"
}

# emscripten_root EMCC: the folder that has Emscripten's CMake modules; /usr/bin/emcc is a link or a script there.
emscripten_root() {
  local folder
  for folder in "$(dirname "$(readlink -f "$1")")" /usr/share/emscripten; do
    if [ -f "$folder/cmake/Modules/Platform/Emscripten.cmake" ]; then echo "$folder"; return; fi
  done
  die "$1 is new enough, but its CMake modules were not found" "Take it off PATH to let set-up install its own."
}

# emscripten_entry FOLDER: the two ways in. Launchers, not links: emcc looks for its parts beside the name it was called by.
emscripten_entry() {
  local tool
  for tool in emcc em++ emar; do
    printf '#!/bin/sh\nexec "%s/%s" "$@"\n' "$1" $tool > "$deps/emscripten/bin/$tool"
    chmod +x "$deps/emscripten/bin/$tool"
  done
  echo "include(\"$1/cmake/Modules/Platform/Emscripten.cmake\")" > "$deps/emscripten/toolchain.cmake"
}

# Only what the tools load when they run; no dependencies are resolved.
emscripten_packages="emscripten node-acorn binaryen
  clang-$EMSCRIPTEN_LLVM lld-$EMSCRIPTEN_LLVM llvm-$EMSCRIPTEN_LLVM
  libllvm$EMSCRIPTEN_LLVM libclang-cpp$EMSCRIPTEN_LLVM libclang-common-$EMSCRIPTEN_LLVM-dev
  libc6 libgcc-s1 libstdc++6 libffi8 libedit2 libbsd0 libmd0 libtinfo6
  zlib1g libzstd1 libxml2 liblzma5 libz3-4 patchelf"

emscripten_from_debian() {
  local prefix=$1 debs=$downloads/emscripten
  emscripten_download "$debs"
  progress "unpacking (600 MB)"
  emscripten_unpack "$debs" "$prefix"
  progress "giving the tools their own C library"
  emscripten_relink "$prefix"
  cat > "$prefix/usr/share/emscripten/.emscripten" << END
LLVM_ROOT = '$prefix/usr/lib/llvm-$EMSCRIPTEN_LLVM/bin'
BINARYEN_ROOT = '$prefix/usr'
NODE_JS = '$deps/node/bin/node'
CACHE = '$prefix/usr/share/emscripten/cache'
END
  # The .js files of these tools are CommonJS; without this they would take the "type" of Sluice's own package.json.
  echo '{ "type": "commonjs" }' > "$prefix/package.json"
  emscripten_entry "$prefix/usr/share/emscripten"
  rm -r "$debs"
}

# emscripten_download FOLDER: the packages, checked by apt against the signed index. What an interrupted run downloaded
# is used again.
emscripten_download() {
  mkdir -p "$1"
  (cd "$1" && debian_index deb "$EMSCRIPTEN_SUITE" && emscripten_get) ||
    die "Emscripten could not be downloaded from a Debian mirror ($EMSCRIPTEN_SUITE)" \
      "Debian: check the mirror in /etc/apt and the network, then run scripts/setup.sh again." \
      "Ubuntu: sudo apt-get install debian-archive-keyring, then DEBIAN_MIRROR=<a mirror, ending in /debian> scripts/setup.sh" \
      "Either: put an emcc $EMSCRIPTEN_VERSION or newer on PATH (emsdk), then run scripts/setup.sh again."
  compgen -G "$1/emscripten_$EMSCRIPTEN_VERSION+*.deb" > /dev/null ||
    die "the mirror's $EMSCRIPTEN_SUITE has another Emscripten than $EMSCRIPTEN_VERSION" \
      "Put an emcc $EMSCRIPTEN_VERSION or newer on PATH (emsdk), then run scripts/setup.sh again."
}

# emscripten_get: downloads into the current folder and says how far it is every five seconds.
# shellcheck disable=SC2086 # emscripten_packages is a list
emscripten_get() (
  megabytes_here() { echo $(($(du -sk . | cut -f1) * 1024 / 1000000)); }
  missing=$(apt-get -qq download --print-uris $emscripten_packages | awk '{sum += $3} END {printf "%d", sum / 1e6}')
  all=$(($(megabytes_here) + missing))
  progress "downloading $(wc -w <<< "$emscripten_packages") packages, $missing MB"
  apt-get -qq download $emscripten_packages &
  pid=$!
  trap 'kill $pid 2> /dev/null || true' EXIT   # a job in the background does not see Ctrl-C
  while sleep 1; kill -0 $pid 2> /dev/null; do
    [ $((SECONDS % 5)) != 0 ] || progress "downloaded $(megabytes_here) of $all MB"
  done
  wait $pid
)

# emscripten_unpack DEBS PREFIX: without the system libraries Sluice never links (1.6 GB become 0.6) and without
# documentation. The folder @types would make tsc fail; acorn is found only under the name node_modules.
emscripten_unpack() {
  local deb libraries='*/wasm32-emscripten'
  for deb in "$1"/*.deb; do
    case ${deb##*/} in
      emscripten_*)
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$2" --exclude='*/lib/wasm64*' \
          --exclude="$libraries/"{'*-mt*','*-ww*','*[alt]san*','*ubsan*','*-debug*','*GL*emu*','*SDL*'} \
          --exclude="$libraries/"{'pic/*','thinlto/*','lto/*'}
        ;;
      *) dpkg-deb -x "$deb" "$2" ;;
    esac
  done
  (cd "$1" && ls ./*.deb) | sed 's|^\./||; s|%3a|:|' > "$2/packages.txt"
  rm -rf "$2"/usr/share/{doc,man,lintian,locale} "$2/usr/share/nodejs/@types"
  ln -sfn nodejs "$2/usr/share/node_modules"
}

# emscripten_relink PREFIX: points the executables at the prefix's own dynamic linker and libraries, and removes the
# RUNPATH of libraries that have one, since it would hide the executable's RPATH. patchelf itself comes from the same
# prefix, started through its linker.
emscripten_relink() {
  local libraries=$1/usr/lib/x86_64-linux-gnu llvm=$1/usr/lib/llvm-$EMSCRIPTEN_LLVM linker file
  linker=$(readlink -f "$1/usr/lib64/ld-linux-x86-64.so.2")
  patch_elf() { "$linker" --library-path "$libraries" "$1/usr/bin/patchelf" "${@:2}"; }
  for file in "$llvm"/bin/* "$1"/usr/bin/wasm*; do
    if is_elf "$file"; then
      patch_elf "$1" --force-rpath --set-rpath "$libraries:$llvm/lib" --set-interpreter "$linker" "$file"
    fi
  done
  for file in "$libraries"/lib{LLVM,clang,binaryen,xml2,z3,edit}*.so*; do
    if is_elf "$file"; then patch_elf "$1" --remove-rpath "$file"; fi
  done
}

is_elf() { [ ! -L "$1" ] && [ -f "$1" ] && [ "$(head -c4 "$1" | tail -c3)" = ELF ]; }
