# shellcheck shell=bash disable=SC2154 # root comes from whoever sources this
# prepare.sh - what every entry point needs before it can start anything: Node 24 or newer first on PATH, and
# node_modules as package-lock.json says. Sourced with $root set; says what it does only when there is something to do.

prepare() {
  "$root/scripts/setup.sh" --quiet host node
  PATH=$root/.deps/node/bin:$PATH
  export PATH
  install_packages
}

# The stamp lies in node_modules, so that it is gone when that is.
install_packages() {
  local stamp=$root/node_modules/.installed-from lock
  lock=$(sha256sum < "$root/package-lock.json")
  if [ "$(cat "$stamp" 2> /dev/null)" = "$lock" ]; then return; fi
  echo "Installing the npm packages that package-lock.json names"
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error)
  echo "$lock" > "$stamp"
}
