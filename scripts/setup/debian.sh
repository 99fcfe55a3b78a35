# shellcheck shell=bash disable=SC2154,SC2016 # what is not assigned here comes from setup.sh and deps.lock
# debian.sh - files from the Debian mirror this machine is configured with, through a private apt: the machine's own
# apt state and packages are neither read nor changed, and no root is needed. Sourced by setup.sh.

# debian_mirror: the mirror's URI, or failure. Never a built-in host: machines behind a proxy mirror have only theirs.
debian_mirror() {
  if [ -n "${DEBIAN_MIRROR:-}" ]; then echo "$DEBIAN_MIRROR"; return; fi
  command -v apt-get > /dev/null || return 1
  apt-get indextargets --format '$(REPO_URI)' 2> /dev/null | grep -m1 -E '/debian/?$|/debian\.list$'
}

debian_keyring() {
  local file
  for file in "${DEBIAN_KEYRING:-}" /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    if [ -r "$file" ]; then echo "$file"; return; fi
  done
  return 1
}

# debian_index deb|deb-src SUITES: makes a private apt for these suites, exports APT_CONFIG and loads the signed index.
# Call it in a subshell, so that APT_CONFIG ends with it.
debian_index() {
  local mirror keyring state
  mirror=$(debian_mirror) || { echo "no Debian mirror is configured here (DEBIAN_MIRROR sets one)" >&2; return 1; }
  keyring=$(debian_keyring) || { echo "no Debian archive keyring (package debian-archive-keyring)" >&2; return 1; }
  state=$deps/.apt/$1-${2// /-}
  mkdir -p "$state"/{lists/partial,archives/partial,parts}
  touch "$state/status"
  cat > "$state/parts/debian.sources" << END
Types: $1
URIs: $mirror
Suites: $2
Components: main
Signed-By: $keyring
END
  cat > "$state/conf" << END
Dir::Etc::SourceList "/dev/null"; Dir::Etc::SourceParts "$state/parts";
Dir::State "$state"; Dir::State::Lists "$state/lists"; Dir::State::status "$state/status";
Dir::Cache "$state"; Dir::Cache::archives "$state/archives";
APT::Architecture "amd64"; APT::Sandbox::User "root"; Debug::NoLocking "1";
APT::Update::Error-Mode "any"; Acquire::Retries "3"; Acquire::Languages "none";
END
  export APT_CONFIG=$state/conf
  apt-get -qq update
}

# debian_tarball DEST SUITES PACKAGE SHA256: the upstream tarball of a source package, as DEST. The version is chosen
# by the sum, so a newer packaging of the same upstream release still serves.
debian_tarball() (
  debian_index deb-src "$2" || exit 1
  read -r version file < <(apt-cache showsrc --only-source "$3" 2> /dev/null |
    awk -v sum="$4" '/^Version: /{version = $2} $1 == sum && !found {print version, $3; found = 1}') || true
  [ -n "${file:-}" ] || { echo "$2: no $3 tarball with the pinned sum" >&2; exit 1; }
  work=$(mktemp -d "$deps/.apt/tarball.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work" || exit 1
  # --tar-only: a mirror that lacks the .dsc of a package can still have its tarball.
  apt-get -qq source --download-only --tar-only --only-source "$3=$version" > /dev/null || exit 1
  mv "$file" "$1"
)
