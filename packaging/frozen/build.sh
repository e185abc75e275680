#!/usr/bin/env bash
# Builds the frozen application into dist/cardecide/ and proves that it runs: it evaluates the sample case.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/system-packages.sh --screen  # what is installed here is put into the folder
.venv/bin/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build/frozen packaging/frozen/cardecide.spec
report="$(mktemp -d)/report.pdf"
env -i HOME="$HOME" PATH=/usr/bin:/bin dist/cardecide/cardecide evaluate resources/samples/zhou-2025.case.yaml --pdf "$report"
test -s "$report"
rm -rf "$(dirname "$report")"
echo "dist/cardecide: $(du -sh dist/cardecide | cut -f1), evaluated the sample case and wrote its report"
