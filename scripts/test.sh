#!/usr/bin/env bash
# Every test: the crates and the journeys by nextest, the pages by vitest and axe, the real window by
# WebDriver. Ends non-zero if one fails; runs the rest all the same, so that one run tells all.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() {
  local began=$SECONDS what=$1
  echo
  echo "== $what"
  shift
  "$@" || { failed=1; echo "-- failed: $*"; return 1; }
  echo "-- $what: $((SECONDS - began)) s"
}

# One selection of packages and features for building and for testing, so that nothing is built twice.
# custom-protocol puts the built pages inside the program, as in a release.
all=(--workspace --features postkasse-app/custom-protocol)

step "building the pages" npm run --prefix ui --silent build || exit 1
step "building the programs and tests" cargo build --quiet "${all[@]}" --all-targets || exit 1
step "crates and journeys" cargo nextest run "${all[@]}" --no-fail-fast --status-level fail --hide-progress-bar
step "documentation examples" cargo test "${all[@]}" --doc --quiet
step "pages" npm run --prefix ui --silent test
step "screens in a browser" npm run --prefix ui --silent screens
step "the real window" npm run --prefix tests/e2e --silent test
exit $failed
