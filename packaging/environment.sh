#!/usr/bin/env bash
# Makes .venv from requirements.lock and installs the project into it, editable.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"

command -v "$python" >/dev/null || { echo "Python 3.11 or later is needed and '$python' was not found (Debian: python3)." >&2; exit 1; }
"$python" - <<'PY' || { echo "Python 3.11, 3.12 or 3.13 is needed; '$python' is $("$python" --version 2>&1)." >&2; exit 1; }
import sys
sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PY
packaging/system-packages.sh
if [ ! -x .venv/bin/python ]; then
    "$python" -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing (Debian: python3-venv)." >&2; exit 1; }
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
touch .venv/ready
