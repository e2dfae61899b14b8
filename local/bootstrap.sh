#!/usr/bin/env bash
# Install uv of the given version into .tools/uv, with the first Python 3.11 or newer that can make a virtual environment.
set -euo pipefail
cd "$(dirname "$0")/.."

for python in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    # A pyenv shim may stand there and have no Python behind it.
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "Installing uv $1 ..."
        rm -rf .tools/uv
        "$python" -m venv .tools/uv
        exec .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$1"
    fi
done
echo "make: no Python 3.11 or newer with venv was found: install python3 (and, on Debian, python3-venv)" >&2
exit 1
