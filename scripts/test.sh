#!/usr/bin/env bash
# test.sh [--strict] [SUITE...] - sets up what is missing, runs every suite (or those named) and ends with a table and
# the line "N passed, N failed, N skipped". Fails when a test failed.
#
# Suites: check      generated files and dependencies
#         build      engine.wasm and the package, which the suites below test
#         types      the types of all that is tested, and of the tests
#         native     the core, compiled for this machine with address and undefined-behaviour sanitizers
#         native-lsp the native language server beside the package's
#         bindings   the package in Node           workerd      the package inside workerd
#         cli        the program sluice, in processes of its own
#         docs       the pages: their code run, their links followed, what they name looked up
#         browser    the package in Chromium       deno         the package's Deno KV store in Deno
#         edge-worker  the deployable worker       package      the packed tarball in every runtime
#         web-ui     the web UI's own parts        web-ui-e2e   the web UI in Chromium, on a server that runs
#         better-auth  the plugin over SQLite      better-auth-workerd  the plugin over D1, inside workerd
#         budgets    sizes and counted instructions, held to benchmarks/budgets.json
#         fuzz       the core under libFuzzer, a minute for each target (scripts/fuzz.sh)
# --strict: a skipped test counts as failed, and the last line is "N passed, N failed".
# Chromium, RE2, Redis, Valgrind, luacheck, Neovim and clang are installed with apt-get where that is allowed; what
# needs them is skipped without them. Everything a suite printed is in build/test-results/SUITE.log.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
source scripts/prepare.sh

results=build/test-results
native_suites=(native native-lsp budgets fuzz)
package_suites=(types bindings cli docs workerd browser deno edge-worker better-auth better-auth-workerd)
package_suites+=(web-ui web-ui-e2e package)
all_suites=(check build "${native_suites[@]}" "${package_suites[@]}")
strict=() suites=()

parse() {
  local argument
  for argument in "$@"; do
    case $argument in
      --strict) strict=(--strict) ;;
      -h | --help) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
      *)
        if [[ " ${all_suites[*]} " != *" $argument "* ]]; then
          echo "test: unknown suite or option: $argument (${all_suites[*]})" >&2
          exit 1
        fi
        suites+=("$argument")
        ;;
    esac
  done
  if [ ${#suites[@]} = 0 ]; then suites=("${all_suites[@]}"); fi
}

# step WHAT COMMAND...: one counted step of a suite that is not a test runner's.
step() {
  local what=$1 state=passed
  shift
  echo "== $what"
  "$@" || state=failed
  printf '%s\t%s\n' $state "$what" >> "$results/$suite.tsv"
  [ $state = passed ]
}

suite_check() { step "generated files and dependencies" npm run --silent check; }

suite_native() {
  scripts/build.sh native-debug || { step "native build" false; return; }
  build/native-debug/tests/sluice_tests --gtest_output="json:$results/native.gtest.json" ||
    [ -f "$results/native.gtest.json" ] || step "native tests" false  # a sanitizer ended the program
}

suite_build() {
  step "engine.wasm and the package" scripts/run.sh build
  step "the engine that tests can crash" scripts/build.sh wasm engine-test
}

suite_types() {
  step "types of the tests" npx tsc --project tests
  step "types of the worker" npx tsc --project edge-worker
  step "types of the command line" npx tsc --project edge-worker/cli
  step "types of the worker's tests" npx tsc --project tests/edge-worker
  step "types of the web UI" npx tsc --project web-ui
  step "types of the web UI's tests" npx tsc --project tests/web-ui
}

# vitest_project NAME: a runner that dies before it can report counts as a failed step.
vitest_project() {
  npx vitest run --project "$1" --reporter=default --reporter=json --outputFile.json="$results/$1.vitest.json" ||
    [ -f "$results/$1.vitest.json" ] || step "vitest" false
}

suite_native-lsp() { vitest_project native-lsp; }
suite_bindings() { vitest_project bindings; }
suite_cli() { vitest_project cli; }
suite_docs() { vitest_project docs; }
suite_workerd() { vitest_project workerd; }
suite_browser() { vitest_project browser; }
suite_deno() { vitest_project deno; }
suite_better-auth() { vitest_project better-auth; }
suite_better-auth-workerd() { vitest_project better-auth-workerd; }
suite_edge-worker() { vitest_project edge-worker; }
suite_web-ui() { vitest_project web-ui; }
suite_web-ui-e2e() { vitest_project web-ui-e2e; }
suite_package() {
  scripts/setup.sh --quiet oldest_node || step "the oldest Node" false
  vitest_project package
}

suite_budgets() {
  scripts/build.sh native-release bench_engine bench_language || { step "native release build" false; return; }
  node scripts/check-budgets.mjs --report "$results/budgets.tsv" ||
    grep -qs ^failed "$results/budgets.tsv" || step "budgets" false  # it ended before it could report
}

suite_fuzz() {
  if ! can_fuzz; then
    printf 'skipped\tclang 14 with its sanitizers is not installed\n' >> "$results/fuzz.tsv"
    return
  fi
  scripts/fuzz.sh --report "$results/fuzz.tsv" ||
    grep -qs ^failed "$results/fuzz.tsv" || step "the build of the fuzz targets" false
}

can_fuzz() {
  command -v clang++-14 > /dev/null && [ -f "$(clang++-14 -print-file-name=lib/linux/libclang_rt.fuzzer-x86_64.a)" ]
}

# install_optional PACKAGE WHAT: with apt-get, and only for root: nothing here asks for a password. WHAT is skipped
# without it.
install_optional() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "$1 is missing, so $2 are skipped (sudo apt-get install $1)"
    return
  fi
  echo "Installing $1 with apt-get"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$1"; } \
    > "$results/$1.log" 2>&1 || echo "$1 could not be installed, so $2 are skipped"
}

install_optional_packages() {
  if ! command -v chromium > /dev/null && [ -z "${CHROMIUM:-}" ]; then
    install_optional chromium "the tests in a browser"
  fi
  command -v valgrind > /dev/null || install_optional valgrind "the instruction budgets"
  # Not redis-server, which would also start one as a service of the machine.
  command -v redis-server redis-check-rdb > /dev/null || install_optional redis-tools "the tests of the Redis store"
  [ -f /usr/include/re2/re2.h ] || install_optional libre2-dev "the tests beside RE2"
  command -v luacheck > /dev/null || install_optional lua-check "the tests beside luacheck"
  command -v nvim > /dev/null || install_optional neovim "the tests of sluice-lsp in Neovim"
  if [[ " ${suites[*]} " == *" fuzz "* ]] && ! can_fuzz; then
    install_optional clang-14 "the fuzz targets"
    install_optional libclang-rt-14-dev "the fuzz targets"
  fi
}

# run_suite SUITE: one that fails does not keep the next from running.
run_suite() {
  local started=$SECONDS
  suite=$1
  rm -f "$results/$suite".*
  echo "[$suite] begins"
  (set +e; "suite_$suite") > "$results/$suite.log" 2>&1 || true
  echo $((SECONDS - started)) > "$results/$suite.seconds"
  if node scripts/test-summary.mjs "$results" --only "$suite" > /dev/null; then
    echo "[$suite] passed in $((SECONDS - started)) s"
  else
    tail -n 80 "$results/$suite.log"
    echo "[$suite] FAILED after $((SECONDS - started)) s; all of its output is in $results/$suite.log"
  fi
}

# chosen SUITE...: those of them that were asked for.
chosen() {
  local each
  for each in "$@"; do
    [[ " ${suites[*]} " != *" $each "* ]] || echo "$each"
  done
}

run_suites() {
  local each
  for each in "$@"; do run_suite "$each"; done
}

# run_suites_behind SUITE...: the same where the other lane leaves a processor idle: browsers are waited for with a
# deadline, compilers are not.
run_suites_behind() {
  renice -n 5 "$BASHPID" > /dev/null
  run_suites "$@"
}

# What the suites need is built first, with all processors. Then there are two lanes side by side: what is compiled for
# this machine, and what is tested with engine.wasm, which leaves a processor idle whenever it waits for a browser.
main() {
  parse "$@"
  rm -rf "$results"
  mkdir -p "$results"
  prepare
  install_optional_packages
  # shellcheck disable=SC2046
  run_suites $(chosen check build)
  # shellcheck disable=SC2046
  run_suites_behind $(chosen "${native_suites[@]}") &
  # shellcheck disable=SC2046
  run_suites $(chosen "${package_suites[@]}")
  wait $!
  node scripts/test-summary.mjs "$results" "${strict[@]}"
}

main "$@"
