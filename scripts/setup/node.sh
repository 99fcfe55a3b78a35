# shellcheck shell=bash disable=SC2154,SC2016 # what is not assigned here comes from setup.sh and deps.lock
# node.sh - .deps/node/bin/{node,npm,npx}: the machine's Node when it is new enough, else one from an npm package.
# Sourced by setup.sh.

node_title() { echo "Node"; }
node_recipe() { echo node.sh; }
node_works() {
  version_at_least "$("$deps/node/bin/node" --version 2> /dev/null)" "v$NODE_MINIMUM" &&
    "$deps/node/bin/npm" --version > /dev/null 2>&1
}

node_install() {
  rm -rf "$deps/node"
  mkdir -p "$deps/node/bin"
  if machine_node > /dev/null; then
    progress "using this machine's $(machine_node)"
    ln -s "$(machine_node)" "$deps/node/bin/node"
    node_launcher npm "\"$(machine_command npm)\""
    node_launcher npx "\"$(machine_command npx)\""
  else
    npm_package "$NODE_PACKAGE" "$NODE_VERSION" "$NODE_SHA256" "$deps/node"
    npm_package npm "$NODE_NPM_VERSION" "$NODE_NPM_SHA256" "$deps/node/lib/node_modules/npm"
    node_launcher npm '"$here/node" "$here/../lib/node_modules/npm/bin/npm-cli.js"'
    node_launcher npx '"$here/node" "$here/../lib/node_modules/npm/bin/npx-cli.js"'
  fi
}

# machine_node: the path of the machine's own node, if it is new enough and has npm beside it on PATH.
machine_node() {
  local node
  machine_command npm > /dev/null && node=$(machine_command node) || return 1
  version_at_least "$("$node" --version)" "v$NODE_MINIMUM" && echo "$node"
}

# machine_command NAME: its path outside .deps; what our own npm starts has .deps/node/bin first on PATH.
machine_command() { type -aP "$1" | grep -m1 -vF "$deps/"; }

# npm_package NAME VERSION SHA256 FOLDER: unpacks one package from the configured npm registry; runs nothing of it.
npm_package() {
  local file=$downloads/$1-$2.tgz
  if ! has_sum "$file" "$3"; then
    progress "downloading $1 $2 with npm"
    (cd "$downloads" && npm pack --silent --ignore-scripts "$1@$2" > /dev/null) ||
      die "npm could not download $1@$2" "Check that npm reaches its registry (npm ping), or install Node $NODE_MINIMUM or newer."
    has_sum "$file" "$3" ||
      die "$file has the sum $(sha256sum < "$file" | cut -d' ' -f1), pinned is $3" "Do not use it: find out who changed it."
  fi
  mkdir -p "$4"
  tar -xzf "$file" -C "$4" --strip-components=1
  rm "$file"
}

# node_launcher NAME COMMAND: what it starts, and the scripts that starts, find this same Node first on PATH.
node_launcher() {
  printf '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nPATH=$here:$PATH exec %s "$@"\n' "$2" > "$deps/node/bin/$1"
  chmod +x "$deps/node/bin/$1"
}
