#!/usr/bin/env bash
# Copies the frozen application into a folder with a space and Chinese characters in its name and uses it there with
# an empty environment and no Python in reach: evaluates the sample case, writes its report, verifies the report,
# screens a table, and opens its window under a virtual display (Xvfb) where there is one, and without a screen otherwise.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x dist/cardecide/cardecide ] || { echo "dist/cardecide is missing: run packaging/frozen/build.sh first" >&2; exit 1; }
place="$(mktemp -d)/骨髓瘤 tools"
trap 'rm -rf "$(dirname "$place")"' EXIT
mkdir -p "$place/home"
cp -a dist/cardecide "$place/cardecide"
cp resources/samples/zhou-2025.case.yaml "$place/"
program="$place/cardecide/cardecide"
alone=(env -i "HOME=$place/home" PATH=/nowhere)
"${alone[@]}" "$program" evaluate "$place/zhou-2025.case.yaml" --pdf "$place/报告 report.pdf" --lang zh
test -s "$place/报告 report.pdf"
"${alone[@]}" "$program" verify "$place/报告 report.pdf"
cp resources/samples/tables/eleven-patients.csv "$place/表.csv"
"${alone[@]}" "$program" screen "$place/表.csv" -o "$place/answers" --format parquet >/dev/null
test -s "$place/answers/statuses.parquet"

stays_open() { # the window is still there after ten seconds, timeout ends it with 124, and it told of no error of its own
    local status=0 said
    said="$(mktemp)"
    timeout 10 "$@" 2>"$said" || status=$?
    cat "$said" >&2
    [ "$status" -eq 124 ] || { echo "the window closed by itself with exit status $status" >&2; return 1; }
    if grep -q -e Traceback -e 'error of its own' "$said"; then return 1; fi
    rm "$said"
}
stays_open "${alone[@]}" QT_QPA_PLATFORM=offscreen "$program" "$place/zhou-2025.case.yaml"
if command -v Xvfb >/dev/null; then
    exec 3< <(Xvfb -displayfd 1 -screen 0 1280x800x24 2>/dev/null)
    server=$!
    read -r number <&3
    shown=0
    stays_open "${alone[@]}" "DISPLAY=:$number" LANG=C.UTF-8 "$program" "$place/zhou-2025.case.yaml" || shown=1
    kill "$server" 2>/dev/null || true
    [ "$shown" -eq 0 ] || exit 1
    echo "evaluated, printed, verified, screened, and opened on a virtual display"
else
    echo "evaluated, printed, verified, screened, and opened without a screen (Xvfb is not installed)"
fi
