"""Styles under the mouse: what is dragged from the palette, as JSON."""

import logging

from PySide6.QtCore import QMimeData

from infinitygan.scene_json import SceneFileError, decode, encode, format_json, parse_json
from infinitygan.styles import Style

log = logging.getLogger(__name__)

STYLE_MIME = "application/x-everscape-style"


def style_to_mime(style: Style) -> QMimeData:
    """Pack a style for a drag."""
    data = QMimeData()
    data.setData(STYLE_MIME, format_json(encode(style)).encode())
    return data


def style_from_mime(data: QMimeData) -> Style | None:
    """Return the style that is dragged; None: it is something else, or broken."""
    if not data.hasFormat(STYLE_MIME):
        return None
    try:
        return decode(Style, parse_json(bytes(data.data(STYLE_MIME).data())), "")
    except SceneFileError as error:
        log.warning("a dragged style cannot be read: %s", error)
        return None
