#!/usr/bin/env bash
# Builds cardecide.app and a disk image on macOS: Python 3.11 to 3.13 and the command line tools. Signed where
# SIGNING_IDENTITY names a Developer ID, and notarized where NOTARY_PROFILE names a stored keychain profile.
set -euo pipefail
cd "$(dirname "$0")/../.."
"${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
.venv/bin/python packaging/icons/draw.py resources/icons/cardecide.svg packaging/macos/cardecide.icns
.venv/bin/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build/frozen packaging/frozen/cardecide.spec
place="$(mktemp -d)/two words 中文"
trap 'rm -rf "$(dirname "$place")"' EXIT
mkdir -p "$place"
cp -R dist/cardecide.app "$place/"
"$place/cardecide.app/Contents/MacOS/cardecide" evaluate resources/samples/zhou-2025.case.yaml --pdf "$place/report.pdf"
test -s "$place/report.pdf"
version=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("cardecide"))')
image="dist/cardecide-$version-macos-$(uname -m).dmg"
if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGNING_IDENTITY" dist/cardecide.app
fi
hdiutil create -quiet -volname cardecide -srcfolder dist/cardecide.app -format UDZO -ov "$image"
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
