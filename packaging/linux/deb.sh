#!/usr/bin/env bash
# Makes dist/cardecide_VERSION_ARCHITECTURE.deb from the frozen application in dist/cardecide/: the program with its
# rules in /opt/cardecide, a command, a menu entry, an icon, and .case.yaml files that open with it.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x dist/cardecide/cardecide ] || { echo "dist/cardecide is missing: run packaging/frozen/build.sh first" >&2; exit 1; }
version=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("cardecide"))')
architecture=$(dpkg --print-architecture)
root=build/deb
rm -rf "$root"
install -d "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/applications" \
    "$root/usr/share/mime/packages" "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/cardecide"
cp -a dist/cardecide "$root/opt/cardecide"
ln -s /opt/cardecide/cardecide "$root/usr/bin/cardecide"
install -m 644 packaging/linux/cardecide.desktop "$root/usr/share/applications/"
install -m 644 packaging/linux/cardecide.xml "$root/usr/share/mime/packages/"
install -m 644 resources/icons/cardecide.svg "$root/usr/share/icons/hicolor/scalable/apps/"
install -m 644 LICENSE "$root/usr/share/doc/cardecide/copyright"
gzip -9nc CHANGELOG.md >"$root/usr/share/doc/cardecide/changelog.gz"
if [ -f dist/third-party-licenses.md ]; then
    install -m 644 dist/third-party-licenses.md dist/cardecide.cdx.json "$root/usr/share/doc/cardecide/"
fi
# Fontconfig is in the folder, but its configuration is the system's.
needed=$(packaging/linux/needed_packages.sh dist/cardecide)
depends=$(printf '%s\n' "$needed" fontconfig-config | sort | paste -sd, | sed "s/,/, /g")
cat >"$root/DEBIAN/control" <<CONTROL
Package: cardecide
Version: $version
Architecture: $architecture
Maintainer: The cardecide maintainers <maintainers@cardecide.invalid>
Section: science
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Recommends: libxkbcommon-x11-0, libxcb-shape0, shared-mime-info, desktop-file-utils
Suggests: gnome-keyring
Description: decision support for BCMA CAR-T in multiple myeloma
 Says which BCMA CAR-T products a patient with relapsed or refractory multiple
 myeloma may receive, per country and date, how far each pivotal trial covers
 her, what speaks against each product, and what is missing to decide. The rules
 are readable files under /opt/cardecide; nothing leaves the workstation.
CONTROL
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f ! -perm -u+x -exec chmod 644 {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "dist/cardecide_${version}_$architecture.deb"
rm -rf "$root"
