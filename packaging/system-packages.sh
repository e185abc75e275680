#!/usr/bin/env bash
# Makes sure that the system libraries Qt needs are there. Installs them where it may (Debian and its
# relatives, as root or with a sudo that asks for no password) and otherwise names the missing packages.
# With --screen also those that a window on a screen needs, although there is none here.
set -euo pipefail

# shared library -> Debian package
needed=(
    "libglib-2.0.so.0 libglib2.0-0"
    "libGL.so.1 libgl1"
    "libEGL.so.1 libegl1"
    "libxkbcommon.so.0 libxkbcommon0"
    "libdbus-1.so.3 libdbus-1-3"
    "libfontconfig.so.1 libfontconfig1"
)
if [ -n "${DISPLAY:-}" ] || [ "${1:-}" = --screen ]; then
    needed+=(
        "libxcb-cursor.so.0 libxcb-cursor0"
        "libxkbcommon-x11.so.0 libxkbcommon-x11-0"
        "libxcb-icccm.so.4 libxcb-icccm4"
        "libxcb-keysyms.so.1 libxcb-keysyms1"
        "libxcb-shape.so.0 libxcb-shape0"
    )
fi

[ "$(uname -s)" = Linux ] || exit 0
known=$( (ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true) | awk '{print $1}')
missing=()
for entry in "${needed[@]}"; do
    read -r library package <<<"$entry"
    grep -qxF "$library" <<<"$known" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(false); fi
fi
if command -v apt-get >/dev/null && [ "${as_root[*]:-}" != false ]; then
    echo "Installing system packages: ${missing[*]}"
    if "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        exit 0
    fi
fi
echo "These system packages are missing and could not be installed from here: ${missing[*]}" >&2
echo "On Debian or Ubuntu:  sudo apt-get install ${missing[*]}" >&2
exit 1
