#!/usr/bin/env bash
# Installs what is missing: Debian packages for building and testing, npm packages for the window and
# for the tests. Says what it does; prints nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."

build=(build-essential pkg-config libssl-dev libwebkit2gtk-4.1-dev libxdo-dev libayatana-appindicator3-dev librsvg2-dev)
tests=(webkit2gtk-driver xvfb dbus dbus-x11 gnome-keyring libsecret-tools dunst libnotify-bin at-spi2-core gir1.2-atspi-2.0
       imagemagick x11-utils xdotool fonts-dejavu-core chromium
       python3-aiosmtpd python3-gi kannel kannel-extras speech-dispatcher speech-dispatcher-audio-plugins)

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

# The lock file says what belongs in node_modules; its copy in there says what is there.
for folder in ui tests/e2e tests/oidc-provider; do
  [ -f "$folder/package-lock.json" ] || continue
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock"; then
    echo "Installing npm packages for $folder"
    PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix "$folder" --no-audit --no-fund --silent
    cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
  fi
done

if ! command -v cargo-nextest >/dev/null; then
  echo "Installing cargo-nextest (the test runner)"
  cargo install cargo-nextest --locked --quiet
fi
if ! command -v tauri-driver >/dev/null; then
  echo "Installing tauri-driver (drives the real window in tests)"
  cargo install tauri-driver --version '^2' --locked --quiet
fi
