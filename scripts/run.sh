#!/usr/bin/env bash
# The sandbox and the app, logged out, in a window. Without a display: the tour, which does the main
# job once with the same programs and leaves a screenshot of each step in target/tour/.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "Building (the first time takes several minutes)"
scripts/build-app.sh
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "No display here: taking the tour on a virtual one"
  exec npm run --prefix tests/e2e --silent tour
fi

programs=${CARGO_TARGET_DIR:-target}/debug
ready=$(mktemp)
"$programs/postkasse-sandbox" >"$ready" &
sandbox=$!
trap 'kill $sandbox 2>/dev/null; rm -f "$ready"' EXIT
until [ -s "$ready" ]; do kill -0 $sandbox; sleep 0.1; done
url=$(sed -E 's/.*"url":"([^"]+)".*/\1/' "$ready")
echo "The sandbox serves at $url; its letters are samples, not real post"
# A home of its own for each run: the sandbox begins anew, and so does the app, logged out.
home=$(mktemp -d)
trap 'kill $sandbox 2>/dev/null; rm -rf "$ready" "$home"' EXIT
POSTKASSE_SANDBOX="$url" POSTKASSE_HOME="${POSTKASSE_HOME:-$home}" "$programs/postkasse-app"
