#!/usr/bin/env bash
# Every test: the crates, and the journeys that drive the programs. Ends non-zero if one fails.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "== building the programs and tests"
cargo build --quiet --workspace --all-targets
echo "== crates and journeys"
cargo nextest run --workspace --no-fail-fast --status-level fail --hide-progress-bar
