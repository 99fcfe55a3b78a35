#!/usr/bin/env bash
# run.sh [OPTION...] - what `npm run bench` does, from nothing: sets up what is missing, builds the package, the native
# programs and the bare VMs, installs the peers here, and measures. harness/main.ts tells the options; --worker or
# --language, which comes first, measures something else (worker/main.ts, language/main.ts).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
source scripts/prepare.sh

# The stamp lies in node_modules, so that it is gone when that is.
install_peers() {
  local stamp=benchmarks/node_modules/.installed-from lock
  lock=$(sha256sum < benchmarks/package-lock.json)
  if [ "$(cat "$stamp" 2> /dev/null)" = "$lock" ]; then return; fi
  echo "Installing the peers that benchmarks/package-lock.json names"
  (cd benchmarks && npm ci --workspaces=false --no-audit --no-fund --loglevel=error)
  echo "$lock" > "$stamp"
}

prepare
if [ "${1:-}" = --worker ]; then
  scripts/build.sh wasm engine language
  node scripts/build-package.mjs
  node_modules/.bin/tsc --project benchmarks
  exec node benchmarks/worker/main.ts "$@"
fi
install_peers
if [ "${1:-}" = --language ]; then
  scripts/build.sh wasm engine language
  node scripts/build-package.mjs
  scripts/build.sh native-release bench_language
  node_modules/.bin/tsc --project benchmarks
  shift
  exec node --expose-gc benchmarks/language/main.ts "$@"
fi
scripts/run.sh build
scripts/build.sh wasm bench_vm_metered bench_vm_unmetered
scripts/build.sh native-release bench_engine bench_lua
node_modules/.bin/tsc --project benchmarks
exec node --expose-gc benchmarks/harness/main.ts "$@"
