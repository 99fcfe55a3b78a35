# shellcheck shell=bash disable=SC2154,SC2034 # what is not assigned here comes from setup.sh and deps.lock
# report.sh - how set-up talks. Sourced by setup.sh; uses its step, steps and title, and sets its told.

# progress WORDS...: one line that says which part this is, how far that is, and what is happening.
progress() { printf '[%d/%d] %s: %s\n' "$step" "$steps" "$title" "$*"; }

# die WHAT WHAT-TO-DO...: the failure, then one line for each thing that can be done about it.
die() {
  told=true
  printf 'setup: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}

# version_at_least HAVE WANT: compares dotted version numbers.
version_at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n1)" = "$2" ]; }

# has_sum FILE SHA256: the file exists and has exactly these bytes.
has_sum() { [ -f "$1" ] && [ "$(sha256sum < "$1" | cut -d' ' -f1)" = "$2" ]; }
