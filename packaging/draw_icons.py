"""Draw the PNG icons from the SVG: `python packaging/draw_icons.py`, after the SVG was changed."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "icons"
SIDES_PX = (16, 32, 48, 64, 128, 256, 512)
OVERSAMPLING = 4  # small sides are drawn larger and averaged, which keeps thin shapes


def draw(side_px: int) -> QImage:
    """Draw the icon at a size; the margin that the SVG leaves is cut where pixels are few."""
    renderer = QSvgRenderer(str(FOLDER / "everscape.svg"))
    large = QImage(
        side_px * OVERSAMPLING, side_px * OVERSAMPLING, QImage.Format.Format_ARGB32_Premultiplied
    )
    large.fill(Qt.GlobalColor.transparent)
    painter = QPainter(large)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = large.width() * (6 / 116 if side_px <= 32 else 0)
    renderer.render(painter, QRectF(large.rect()).adjusted(-edge, -edge, edge, edge))
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    return large.scaled(side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def main() -> None:
    """Write all sizes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    for side_px in SIDES_PX:
        draw(side_px).save(str(FOLDER / f"everscape-{side_px}.png"))
    application.quit()


if __name__ == "__main__":
    main()
