# shellcheck shell=bash disable=SC2154 # what is not assigned here comes from setup.sh and deps.lock
# oldest-node.sh - .deps/oldest-node/bin/node: the oldest Node that package.json allows, which the tests run the package
# in. Sourced by setup.sh.

oldest_node_title() { echo "Node $OLDEST_NODE_VERSION, for tests"; }
oldest_node_recipe() { echo oldest-node.sh; }
oldest_node_works() { [ "$("$deps/oldest-node/bin/node" --version 2> /dev/null)" = "v$OLDEST_NODE_VERSION" ]; }
oldest_node_install() {
  rm -rf "$deps/oldest-node"
  npm_package "$NODE_PACKAGE" "$OLDEST_NODE_VERSION" "$OLDEST_NODE_SHA256" "$deps/oldest-node"
  rm -rf "$deps"/oldest-node/{include,share}
}
