#!/usr/bin/env bash
# build.sh [wasm | native-debug | native-release | fuzz] [TARGET...] - sets up what is missing, configures and builds
# one preset (default: wasm) in build/<preset>, and says where the result is.
#
# Environment: SLUICE_JOBS  how many compilers run at once (default: one per processor)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
preset=${1:-wasm}
[ $# = 0 ] || shift

case $preset in
  wasm) parts=(host node emscripten lua libsodium nlohmann_json) result=build/wasm/engine.mjs ;;
  native-debug | native-release)
    parts=(host lua libsodium nlohmann_json googletest) result=build/$preset/tests/sluice_tests ;;
  fuzz) parts=(host lua libsodium nlohmann_json) result="build/fuzz/tests/fuzz/fuzz_*" ;;
  *) echo "build: unknown preset: $preset (wasm, native-debug, native-release or fuzz)" >&2; exit 1 ;;
esac
scripts/setup.sh --quiet "${parts[@]}"

# Two builds of one preset at once would write the same files: the second waits.
mkdir -p build
exec 9> "build/.$preset.lock"
flock --nonblock 9 || { echo "Another build of $preset is running; waiting for it."; flock 9; }

log=build/$preset-configure.log
cmake --preset "$preset" > "$log" 2>&1 || { cat "$log"; exit 1; }
cmake --build --preset "$preset" --parallel "${SLUICE_JOBS:-$(nproc)}" ${1:+--target "$@"}
if [ $# = 0 ]; then echo "Built $result"; else echo "Built $* in build/$preset"; fi
