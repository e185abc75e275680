#!/usr/bin/env bash
# Makes dist/cardecide-VERSION-linux-ARCHITECTURE.tar.xz from the frozen application, for a workstation where nothing
# may be installed: unpack it anywhere and start cardecide/cardecide.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x dist/cardecide/cardecide ] || { echo "dist/cardecide is missing: run packaging/frozen/build.sh first" >&2; exit 1; }
version=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("cardecide"))')
archive="dist/cardecide-$version-linux-$(uname -m).tar.xz"
# The same bytes from the same files: names sorted, no owner, the day of the last change.
day=$(git log -1 --format=%cI 2>/dev/null || echo 2026-01-01)
XZ_OPT="-3 -T0" tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$day" -cJf "$archive" -C dist cardecide
echo "$archive: $(du -h "$archive" | cut -f1)"
