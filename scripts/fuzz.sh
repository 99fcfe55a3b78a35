#!/usr/bin/env bash
# fuzz.sh [--report FILE] [TARGET | all] [SECONDS] - builds the programs of tests/fuzz and lets libFuzzer run one of
# them, or all, two at a time (default: all, 60 seconds each). Fails when an input broke something, leaked or hung.
#
# What was learnt stays in build/fuzz/corpus/TARGET and is where the next run goes on. Inputs that broke something are
# kept in build/fuzz/findings; build/fuzz/tests/fuzz/fuzz_TARGET FILE runs one of them again.
# --report: adds a line for each target to FILE, as scripts/test-summary.mjs reads them, and keeps findings and logs
# beside FILE.
# Needs clang 14 with its sanitizers (Debian and Ubuntu: clang-14 and libclang-rt-14-dev).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

all_targets=(script journal plan context secret_record matches trace language)
targets=("${all_targets[@]}") seconds=60 report="" kept=build/fuzz/findings
# Longest time for one input, in seconds: some hundred times what a slow one takes, so that a busy machine is no
# finding.
patience=30

parse() {
  case ${1:-} in
    -h | --help) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    --report) report=$2 kept=$(dirname "$2")/fuzz-findings; shift 2 ;;
  esac
  if [ -n "${1:-}" ] && [ "$1" != all ]; then
    [[ " ${all_targets[*]} " == *" $1 "* ]] || { echo "fuzz: unknown target: $1 (${all_targets[*]})" >&2; exit 1; }
    targets=("$1")
  fi
  seconds=${2:-$seconds}
}

dictionary() {
  case $1 in
    script | language) echo lua ;;
    matches) echo pattern ;;
    *) echo json ;;
  esac
}

# The folders an input may come from; libFuzzer adds to the first.
sources() {
  echo "build/fuzz/corpus/$1" "tests/fuzz/seeds/$1"
  case $1 in
    script) echo tests/corpus/lua tests/corpus/own ;;
    language) echo tests/core/language/fixtures examples/policies ;;
  esac
}

run_target() {
  local target=$1 log=$kept/$1.log state=passed
  mkdir -p "build/fuzz/corpus/$target"
  # shellcheck disable=SC2046
  build/fuzz/tests/fuzz/fuzz_"$target" -max_total_time="$seconds" -timeout=$patience -rss_limit_mb=2048 -max_len=4096 \
    -dict="tests/fuzz/dictionaries/$(dictionary "$target").dict" -print_final_stats=1 \
    -artifact_prefix="$kept/$target-" $(sources "$target") > "$log" 2>&1 || state=failed
  tell "$target" "$state" "$log"
  [ $state = passed ]
}

# One line: executions, edges, and what was found. Edges are counted over all code that is linked in.
tell() {
  local target=$1 state=$2 log=$3 executions edges found
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  edges=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | cut -d' ' -f2)
  found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  local line="fuzz $target: ${executions:-0} executions, ${edges:-0} edges${found:+, $found}"
  echo "$line"
  [ "$state" = passed ] || tail -n 40 "$log"
  if [ -n "$report" ]; then printf '%s\t%s\n' "$state" "$line" >> "$report"; fi
}

# run_every_second FIRST: of the targets, from number FIRST on.
run_every_second() {
  local index failed=false
  for ((index = $1; index < ${#targets[@]}; index += 2)); do
    run_target "${targets[index]}" || failed=true
  done
  ! $failed
}

main() {
  parse "$@"
  scripts/build.sh fuzz
  mkdir -p "$kept"
  local failed=false
  run_every_second 0 &
  run_every_second 1 || failed=true
  wait $! || failed=true
  ! $failed
}

main "$@"
