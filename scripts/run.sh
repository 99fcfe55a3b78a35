#!/usr/bin/env bash
# run.sh build | start [OPTION...] - what `npm run build` and `npm start` do, from nothing: sets up what is missing,
# builds engine.wasm and language.wasm, the package in dist/ and the web UI in it, and for start runs the local worker
# (start.mjs tells its options).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
source scripts/prepare.sh

build() {
  scripts/build.sh wasm engine language
  node scripts/build-package.mjs
  node scripts/build-ui.mjs
}

command=${1:-}
[ $# = 0 ] || shift
case $command in
  build) prepare; build ;;
  start) prepare; build; exec node scripts/start.mjs "$@" ;;
  *) echo "run: unknown command: $command (build or start)" >&2; exit 1 ;;
esac
