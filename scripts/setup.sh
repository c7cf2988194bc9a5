#!/usr/bin/env bash
# Installs what is missing for building and testing. Says what it does; prints nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."

build=(build-essential pkg-config libssl-dev)
tests=(fonts-dejavu-core)

missing=()
for package in "${build[@]}" "${tests[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
  echo "Installing Debian packages: ${missing[*]}"
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null
fi

if ! command -v cargo-nextest >/dev/null; then
  echo "Installing cargo-nextest (the test runner)"
  cargo install cargo-nextest --locked --quiet
fi
