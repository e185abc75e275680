#!/usr/bin/env bash
# Names the Debian packages that the frozen application in FOLDER needs from the system: every shared library that
# a binary asks for, less those that lie in the folder. Fails where a library belongs to no package.
set -euo pipefail
# Libraries of Qt's screen plugins, which need not be installed where the application is built.
declare -A of_plugins=(
    [libwayland-cursor.so.0]=libwayland-cursor0
    [libwayland-egl.so.1]=libwayland-egl1
    [libxcb-icccm.so.4]=libxcb-icccm4
    [libxcb-keysyms.so.1]=libxcb-keysyms1
    [libxcb-shape.so.0]=libxcb-shape0
    [libxkbcommon-x11.so.0]=libxkbcommon-x11-0
)
folder="${1:?the folder of the frozen application}"
own=$(find "$folder" -type f -o -type l | sed 's#.*/##' | sort -u)
asked=$(find "$folder" -type f \( -name '*.so*' -o -perm -u+x \) -print0 |
    { xargs -0 objdump -p 2>/dev/null || true; } | awk '/NEEDED/ {print $2}' | sort -u)  # an executable may be a script
[ -n "$asked" ] || { echo "no binary in $folder could be read" >&2; exit 1; }
known=$( (ldconfig -p 2>/dev/null || /sbin/ldconfig -p) | awk '/x86-64/ {print $1, $NF}')
packages=$(mktemp)
trap 'rm -f "$packages"' EXIT
for library in $(comm -23 <(echo "$asked") <(echo "$own")); do
    if [ -n "${of_plugins[$library]:-}" ]; then echo "${of_plugins[$library]}" >>"$packages"; continue; fi
    path=$(awk -v name="$library" '$1 == name {print $2; exit}' <<<"$known")
    [ -n "$path" ] || { echo "$library is not on this machine, and which package has it is not known" >&2; exit 1; }
    package=$(dpkg -S "$(readlink -f "$path")" 2>/dev/null || dpkg -S "*/$(basename "$(readlink -f "$path")")" 2>/dev/null) ||
        { echo "$library belongs to no package" >&2; exit 1; }
    echo "${package%%:*}" >>"$packages"
done
sort -u "$packages"
