#!/usr/bin/env bash
# Writes requirements.lock anew from pyproject.toml: every version and hash, for all platforms, and no address.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
    --python-version 3.11 --group dev --group bench --group build \
    --group spark --group docs --group release "$@" pyproject.toml -o requirements.lock
