#!/bin/sh
# Installs the system packages that some tests need, where this user may do so. Without them those
# tests are skipped and say why; in CI a missing package is an error.
set -u
missing=""
have() { command -v "$1" >/dev/null 2>&1; }
for tool in tmux zsh fish; do have "$tool" || missing="$missing $tool"; done
have chromium || have chromium-browser || have google-chrome || missing="$missing chromium"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
    echo "Installing system packages for the tests:$missing"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 && exit 0
    echo "could not install:$missing" >&2
    [ -n "${CI:-}" ] && exit 1
else
    echo "not installed (tests that need them are skipped):$missing" >&2
fi
exit 0
