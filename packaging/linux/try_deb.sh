#!/usr/bin/env bash
# Installs the .deb into a minimal Debian that has no Python, evaluates the sample case there, writes its report,
# opens the window without a screen, and removes the package again. Needs root, debootstrap and a Debian mirror
# (MIRROR; without it, the one this machine installs from).
set -euo pipefail
cd "$(dirname "$0")/../.."
package=$(ls -t dist/cardecide_*.deb | head -1)
mirror="${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
    awk '$1 == "URIs:" {print $2; exit} $1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^http/) {print $i; exit}}' || true)}"
[ -n "$mirror" ] || { echo "no Debian mirror is known here: name one as MIRROR" >&2; exit 1; }
release="${RELEASE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}"
root=$(mktemp -d)
chmod 755 "$root"
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT
debootstrap --variant=minbase "$release" "$root" "$mirror" >/dev/null
for folder in apt.conf.d auth.conf.d trusted.gpg.d; do cp -a "/etc/apt/$folder/." "$root/etc/apt/$folder/" 2>/dev/null || true; done
mount -t proc proc "$root/proc" 2>/dev/null || true
cp "$package" "$root/root/cardecide.deb"
cp resources/samples/zhou-2025.case.yaml "$root/root/"
in_root() { chroot "$root" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
if in_root sh -c 'command -v python3'; then echo "the minimal system has a Python; this proves less than it should" >&2; fi
in_root apt-get update -qq
in_root apt-get install -y -qq --no-install-recommends /root/cardecide.deb >/dev/null
folder="/root/two words 中文"
in_root mkdir "$folder"
in_root sh -c "cd '$folder' && cardecide evaluate /root/zhou-2025.case.yaml --pdf report.pdf && test -s report.pdf"
in_root sh -c "QT_QPA_PLATFORM=offscreen timeout 10 cardecide /root/zhou-2025.case.yaml; test \$? -eq 124" ||
    { echo "the window did not stay open" >&2; exit 1; }
in_root dpkg --purge cardecide >/dev/null
if in_root test -e /opt/cardecide; then echo "purging left /opt/cardecide behind" >&2; exit 1; fi
echo "installed, evaluated, printed, opened and removed on a minimal $release"
