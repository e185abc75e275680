#!/usr/bin/env bash
# Writes dist/cardecide.cdx.json, a CycloneDX list of what the program is made of, and
# dist/third-party-licenses.md, the same parts with their licenses. Both from an environment that holds only what
# the program runs with, taken from the lock file with its hashes.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin="$PWD/.venv/bin"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$bin/uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
    --constraints requirements.lock pyproject.toml -o "$place/runtime.txt"
"$bin/python" -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$place/runtime.txt" 2>/dev/null
mkdir -p dist
"$bin/cyclonedx-py" environment --pyproject pyproject.toml --mc-type application --output-reproducible \
    --gather-license-texts --of JSON -o dist/cardecide.cdx.json "$place/venv/bin/python"
{
    echo "# Third-party parts and their licenses"
    echo
    echo "Made by \`packaging/release/sbom.sh\` from the lock file. Fonts and data carry theirs in \`resources/\`."
    echo
    "$bin/pip-licenses" --python "$place/venv/bin/python" --format=markdown --with-urls --order=license --ignore-packages pip setuptools
    echo
    echo "Also in the frozen application: the Python interpreter (PSF-2.0), Qt 6 libraries (LGPL-3.0, linked dynamically"
    echo "and replaceable in the folder), SQLCipher (BSD-3-Clause), PDFium (BSD-3-Clause / Apache-2.0), and the fonts:"
    echo
    find resources/fonts -maxdepth 1 -type f | sort | sed 's#^#* #'
} >dist/third-party-licenses.md
"$bin/python" packaging/release/check_licenses.py dist/cardecide.cdx.json
