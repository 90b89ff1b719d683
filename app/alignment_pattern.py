"""A ruled picture over all monitors: where its lines break, a gap is set wrongly."""

import math

from PIL import Image, ImageDraw, ImageFont

from app.monitors import Layout, crops
from infinitygan.geometry import Rect, Size

GROUND = (24, 28, 32)
FAINT = (62, 72, 82)
BRIGHT = (92, 184, 167)
WHITE = (230, 232, 234)
RINGS = 8


def alignment_pattern(layout: Layout) -> Image.Image:
    """Draw circles and slanted lines over the whole canvas, and a frame for each monitor."""
    canvas = layout.canvas
    picture = Image.new("RGB", (canvas.width, canvas.height), GROUND)
    draw = ImageDraw.Draw(picture)
    line_px = max(1, min(canvas.height, canvas.width) // 540)
    _draw_slants(draw, canvas, line_px)
    _draw_rings(draw, canvas, 2 * line_px)
    for name, part in crops(layout):
        _draw_frame(draw, name, part, line_px)
    return picture


def _draw_slants(draw: ImageDraw.ImageDraw, canvas: Size, line_px: int) -> None:
    step = max(16, canvas.height // 6)
    for start in range(-canvas.height, canvas.width, step):
        end = start + canvas.height
        draw.line((start, 0, end, canvas.height), FAINT, line_px)
        draw.line((start, canvas.height, end, 0), FAINT, line_px)
    for third in (1, 2):
        row = canvas.height * third // 3
        draw.line((0, row, canvas.width, row), BRIGHT, line_px)


def _draw_rings(draw: ImageDraw.ImageDraw, canvas: Size, line_px: int) -> None:
    middle_x, middle_y = canvas.width / 2, canvas.height / 2
    farthest = math.hypot(middle_x, middle_y)
    for ring in range(1, RINGS + 1):
        radius = farthest * ring / RINGS
        box = (middle_x - radius, middle_y - radius, middle_x + radius, middle_y + radius)
        draw.ellipse(box, outline=BRIGHT, width=line_px)


def _draw_frame(draw: ImageDraw.ImageDraw, name: str, part: Rect, line_px: int) -> None:
    corners = (
        part.columns.start,
        part.rows.start,
        part.columns.stop - 1,
        part.rows.stop - 1,
    )
    draw.rectangle(corners, outline=WHITE, width=2 * line_px)
    font = ImageFont.load_default(max(12, part.height // 18))
    place = (part.columns.start + part.width / 2, part.rows.start + part.height / 12)
    text = f"{name}  {part.width} x {part.height}"
    box = draw.textbbox(place, text, font, anchor="mm")
    margin = part.height // 60
    draw.rectangle((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin), GROUND)
    draw.text(place, text, WHITE, font, anchor="mm")
