#!/usr/bin/env bash
# setup.sh [--check] [--quiet] [PART...] - everything the build needs, under .deps/ in this checkout.
#
# PART is one or more of: host node emscripten lua libsodium nlohmann_json googletest oldest_node (default: all).
#   --check   change nothing; say what is ready and exit 1 if something is missing
#   --quiet   say nothing about parts that are ready
# Environment: SLUICE_SOURCES  a folder with already downloaded source tarballs, searched first
#              DEBIAN_MIRROR   a Debian mirror (a URI ending in /debian) where the system has none configured
#              DEBIAN_KEYRING  the Debian archive keyring, where it is not in /usr/share/keyrings
#
# Needs no root, changes nothing outside .deps, and can be interrupted and run again at any time: a part counts as
# done only when its stamp holds the sum of its pins (deps.lock) and of its recipe (setup/*.sh).
# Hosts: Debian 12 or newer and Ubuntu 24.04 or newer, x86-64.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
scripts=$root/scripts
deps=$(realpath -m "$root/.deps")   # a link when several checkouts share one
downloads=$deps/downloads
source "$scripts/deps.lock"
source "$scripts/setup/report.sh"
source "$scripts/setup/host.sh"
source "$scripts/setup/debian.sh"
source "$scripts/setup/node.sh"
source "$scripts/setup/oldest-node.sh"
source "$scripts/setup/emscripten.sh"
source "$scripts/setup/sources.sh"

parts=(host node emscripten lua libsodium nlohmann_json googletest oldest_node)
check=false quiet=false locked=false only=()

parse() {
  for argument in "$@"; do
    case $argument in
      --check) check=true ;;
      --quiet) quiet=true ;;
      -h | --help) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; told=true; exit 0 ;;
      *) [[ " ${parts[*]} " == *" $argument "* ]] || die "unknown part or option: $argument" "Parts: ${parts[*]}"
         only+=("$argument") ;;
    esac
  done
  [ ${#only[@]} -gt 0 ] || only=("${parts[@]}")
}

# What a part's stamp must hold: its pins, its recipe and where it lives (Emscripten has absolute paths baked in).
part_key() {
  { echo "$deps"; grep -i "^$1_" "$scripts/deps.lock"; cat "$scripts/setup/$("$1_recipe")"; } | sha256sum | cut -d' ' -f1
}

is_ready() {
  if [ "$1" != host ]; then
    [ "$(cat "$deps/.stamps/$1" 2>/dev/null)" = "$(part_key "$1")" ] || return 1
  fi
  "$1_works"
}

install_part() {
  rm -f "$deps/.stamps/$1"
  "$1_install"
  rm -rf "$deps/.apt"
  "$1_works" || die "$title was installed but does not work" "Remove $deps and run scripts/setup.sh again."
  [ "$1" = host ] || part_key "$1" > "$deps/.stamps/$1"
}

# One set-up at a time: a second one waits, then finds the work done. Held until this one ends.
lock() {
  if $locked; then return; fi
  mkdir -p "$downloads" "$deps/.stamps"
  exec 9> "$deps/.lock"
  flock --nonblock 9 || { echo "Another set-up is running in this checkout; waiting for it."; flock 9; }
  locked=true
}

main() {
  parse "$@"
  steps=${#only[@]} step=0 missing=0
  for part in "${only[@]}"; do
    step=$((step + 1)) title=$("${part}_title")
    if is_ready "$part"; then
      $quiet || progress "ready"
    elif $check; then
      progress "MISSING"; missing=$((missing + 1))
    else
      [ "$part" = host ] || lock
      is_ready "$part" || install_part "$part"
      progress "done"
    fi
  done
  [ $missing = 0 ] || die "$missing of $steps parts are missing" "Run scripts/setup.sh"
}

told=false
explain_stop() {
  $told || echo "setup: stopped in ${title:-the beginning}; run scripts/setup.sh again to go on from there." >&2
}
trap explain_stop EXIT
main "$@"
told=true
