"""A name below a small picture: on one line or two, in small letters."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

MAX_LINES = 2
_SHARE = 0.86  # of the size of other texts


def caption_font(font: QFont) -> QFont:
    """Return the small font of a caption in a widget's font."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SHARE)
    return small


def caption_lines(text: str, metrics: QFontMetricsF, width_px: float) -> list[str]:
    """Break a name between words; what does not fit on the last line ends in dots."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < MAX_LINES - 1:
        count = len(words)
        while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > width_px:
            count -= 1
        lines.append(" ".join(words[:count]))
        del words[:count]
    if words:
        lines.append(" ".join(words))
    dots = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(line, dots, width_px) for line in lines]


def caption_height(text: str, font: QFont, width_px: float) -> float:
    """Return how high a caption is, in the font of its widget."""
    metrics = QFontMetricsF(caption_font(font))
    return len(caption_lines(text, metrics, width_px)) * metrics.lineSpacing()


def paint_caption(painter: QPainter, area: QRectF, text: str) -> None:
    """Write a caption from the top of its area on, each line in the middle."""
    painter.save()
    painter.setFont(caption_font(painter.font()))
    metrics = QFontMetricsF(painter.font())
    lines = caption_lines(text, metrics, area.width())
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(area, middle, "\n".join(lines))
    painter.restore()
