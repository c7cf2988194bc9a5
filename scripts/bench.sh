#!/usr/bin/env bash
# Measures release-like builds: the terminal program against the sandbox, then the real window.
# Results: a table, and target/bench/results.json.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
results=$(realpath -m "$target/bench/results.json")
rm -f "$results"
command -v mu >/dev/null || echo "Without mu (Debian: maildir-utils) nothing is measured against it."
command -v thunderbird >/dev/null || echo "Without thunderbird (Debian: thunderbird) nothing is measured against it."
# All at once, so that nothing is built twice.
scripts/build-app.sh bench-like -p postkasse-bench -p postkasse-empty-window
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/share dbus-run-session -- bash -c '
  printf "\n" | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 & keyring=$!
  trap "kill $keyring" EXIT
  # Whoever asks it for a secret too early makes the session start another one, which nobody unlocks.
  until dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do sleep 0.1; done
  "$0" "$1" "$2"' "$target/bench-like/postkasse-bench" "$target/bench-like" "$results"
POSTKASSE_PROFILE=bench-like npm run --prefix tests/e2e --silent bench -- "$results"
