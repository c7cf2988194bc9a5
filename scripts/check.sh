#!/usr/bin/env bash
# Format, lints, dependency rule.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "== format"
cargo fmt --all --check
echo "== lints"
cargo clippy --workspace --all-targets --quiet -- -D warnings
echo "== dependency rule"
cargo test --quiet -p postkasse-house
