#!/usr/bin/env bash
# Debian's Chromium, which the browser tests drive. Playwright's own download is not needed.
set -euo pipefail

command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ]; then sudo=(); else sudo=(sudo -n); fi
if ! command -v apt-get >/dev/null || { [ "${#sudo[@]}" -gt 0 ] && ! "${sudo[@]}" true 2>/dev/null; }; then
    echo "make: the browser tests need chromium, which only root can install here: sudo apt-get install chromium" >&2
    exit 1
fi
echo "Installing Chromium ..."
log=$(mktemp)
if ! { "${sudo[@]}" apt-get update && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1; then
    echo "make: chromium could not be installed: $(tail -n 1 "$log") (all of it: $log)" >&2
    exit 1
fi
rm -f "$log"
