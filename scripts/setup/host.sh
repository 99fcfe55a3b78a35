# shellcheck shell=bash disable=SC2154 # what is not assigned here comes from setup.sh and deps.lock
# host.sh - the tools that come from the machine itself. Sourced by setup.sh.

host_title() { echo "Host tools"; }
host_works() { [ "$(uname -sm)" = "Linux x86_64" ] && [ -z "$(missing_packages)" ]; }

# missing_packages: the Debian/Ubuntu package names of the tools that are not there.
missing_packages() {
  local tool package
  while read -r tool package; do
    command -v "$tool" > /dev/null || printf '%s ' "$package"
  done << 'TABLE'
cmake cmake
ninja ninja-build
c++ g++
python3 python3
curl curl ca-certificates
openssl openssl
patch patch
tar tar
xz xz-utils
TABLE
  # Without a Node that is new enough, one is unpacked from an npm package, which takes npm.
  if ! machine_node > /dev/null && ! machine_command npm > /dev/null; then printf "npm "; fi
}

host_install() {
  [ "$(uname -sm)" = "Linux x86_64" ] || die "this host is $(uname -sm); supported: Debian and Ubuntu on x86-64"
  local packages
  packages=$(missing_packages)
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    die "tools are missing on this machine" "Debian, Ubuntu: sudo apt-get install $packages"
  fi
  progress "installing with apt-get: $packages"
  apt-get -qq update
  # shellcheck disable=SC2086 # a list of package names
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $packages > /dev/null
}
