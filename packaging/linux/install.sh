#!/bin/sh
# Put the menu entry, the icons and the file types where the desktop finds them, for this user
# (or, with PREFIX=/usr as root, for all). The command `everscape` must be on the PATH.
set -eu
id=io.github.everscape.Everscape
here=$(cd "$(dirname "$0")" && pwd)
share="${PREFIX:-$HOME/.local}/share"
icons="$here/../../assets/icons"
themed="$share/icons/hicolor"

install -Dm644 "$here/$id.desktop" "$share/applications/$id.desktop"
install -Dm644 "$here/$id.metainfo.xml" "$share/metainfo/$id.metainfo.xml"
install -Dm644 "$here/$id-mime.xml" "$share/mime/packages/$id.xml"
install -Dm644 "$icons/everscape.svg" "$themed/scalable/apps/$id.svg"
for side in 16 32 48 64 128 256 512; do
    install -Dm644 "$icons/everscape-$side.png" "$themed/${side}x$side/apps/$id.png"
done

refresh() {
    if command -v "$1" >/dev/null; then "$@"; fi
}
refresh update-mime-database "$share/mime"
refresh update-desktop-database "$share/applications"
refresh gtk-update-icon-cache -qtf "$themed"
