#!/bin/sh
# Put the menu entry, the icons and the file types where the desktop finds them, for this user
# (or, with PREFIX=/usr as root, for all). The command `everscape` must be on the PATH.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share="${PREFIX:-$HOME/.local}/share"
icons="$here/../../assets/icons"

install -Dm644 "$here/everscape.desktop" "$share/applications/everscape.desktop"
install -Dm644 "$here/io.github.everscape.Everscape.metainfo.xml" \
    "$share/metainfo/io.github.everscape.Everscape.metainfo.xml"
install -Dm644 "$here/everscape-mime.xml" "$share/mime/packages/everscape.xml"
install -Dm644 "$icons/everscape.svg" "$share/icons/hicolor/scalable/apps/everscape.svg"
for side in 16 32 48 64 128 256 512; do
    install -Dm644 "$icons/everscape-$side.png" \
        "$share/icons/hicolor/${side}x$side/apps/everscape.png"
done
command -v update-mime-database >/dev/null && update-mime-database "$share/mime"
command -v update-desktop-database >/dev/null && update-desktop-database "$share/applications"
command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -qtf "$share/icons/hicolor" || true
