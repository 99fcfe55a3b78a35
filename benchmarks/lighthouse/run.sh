#!/usr/bin/env bash
# run.sh [TEXT] - Lighthouse over the built web UI (dist/web-ui), or over the screens with TEXT in their address.
#
# Lighthouse is 176 MB, so it is installed here (package.json and lock file in this folder) and only when this is run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
source "$root/scripts/prepare.sh"
prepare
stamp=$here/node_modules/.installed-from
lock=$(sha256sum < "$here/package-lock.json")
if [ "$(cat "$stamp" 2> /dev/null)" != "$lock" ]; then
  echo "Installing Lighthouse"
  (cd "$here" && npm ci --workspaces=false --ignore-scripts --no-audit --no-fund --loglevel=error)
  echo "$lock" > "$stamp"
fi
exec node "$here/main.mjs" "$@"
