#!/usr/bin/env bash
# Builds the pages, the window with the pages inside, and the two programs beside it.
# Usage: build-app.sh [cargo profile, dev unless told [more for cargo]]
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --prefix ui --silent build
cargo build --profile "${1:-dev}" --bins -p postkasse-app -p postkasse-cli -p postkasse-sandbox \
  --features postkasse-app/custom-protocol "${@:2}"
