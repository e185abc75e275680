#!/usr/bin/env bash
# Makes the pictures of the user guide anew: those that its pages name, and no others.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mapfile -t names < <(grep -oh 'pictures/[a-z0-9-]*\.png' docs/guide/*.md docs/*.md | sed 's#pictures/##; s#\.png##' | sort -u)
QT_QPA_PLATFORM=offscreen .venv/bin/python -m cardecide_ui.screenshots "$place" --only "$(IFS=,; echo "${names[*]}")"
mkdir -p docs/guide/pictures
rm -f docs/guide/pictures/*.png
for name in "${names[@]}"; do
    found=$(find "$place" -name "$name.png" | head -1)
    [ -n "$found" ] || { echo "there is no picture named $name" >&2; exit 1; }
    cp "$found" docs/guide/pictures/
done
