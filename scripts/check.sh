#!/usr/bin/env bash
# Format, lints, generated types up to date, dependency rule.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== format"
cargo fmt --all --check
echo "== lints"
npm run --prefix ui --silent build # the window's crate takes the built pages in
# With what only other systems use compiled here, too.
cargo clippy --workspace --all-targets --features postkasse-app/phone --quiet -- -D warnings
echo "== pages: types and accessibility warnings"
npm run --prefix ui --silent check
echo "== generated types are up to date, dependency rule"
# The same selection as in test.sh, so that nothing is built twice. Running the tests writes the types.
cargo nextest run --workspace --features postkasse-app/custom-protocol --status-level fail --hide-progress-bar \
  -E 'test(export_bindings) or package(postkasse-house)'
if [ -n "$(git status --porcelain -- ui/src/platform/types)" ]; then
  git --no-pager diff -- ui/src/platform/types
  git status --short -- ui/src/platform/types
  echo "ui/src/platform/types differs from the Rust views: commit what was just written"
  exit 1
fi
