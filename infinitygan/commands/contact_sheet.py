"""Many pictures on one sheet, each with its title: for choosing by eye."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from infinitygan.errors import UserError

COLUMNS = 6
HEIGHT_PX = 180  # of a picture
GAP_PX = 6
TITLE_PX = 18
_PAPER, _INK = (24, 24, 24), (235, 235, 235)


def save_sheet(
    pictures: Sequence[NDArray[np.uint8]], titles: Sequence[str], path: Path, columns: int = COLUMNS
) -> None:
    """Save pictures of one form in rows, each over its title.

    Raises: UserError: if the file cannot be written.
    """
    height, width = pictures[0].shape[:2]
    size = round(width * HEIGHT_PX / height), HEIGHT_PX
    columns = min(columns, len(pictures))
    rows = math.ceil(len(pictures) / columns)
    step_x, step_y = size[0] + GAP_PX, HEIGHT_PX + TITLE_PX + GAP_PX
    sheet = Image.new("RGB", (columns * step_x + GAP_PX, rows * step_y + GAP_PX), _PAPER)
    draw = ImageDraw.Draw(sheet)
    for index, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
        row, column = divmod(index, columns)
        left, top = GAP_PX + column * step_x, GAP_PX + row * step_y
        small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
        sheet.paste(small, (left, top))
        draw.text((left + 2, top + HEIGHT_PX + 3), title, fill=_INK)
    try:
        sheet.save(path)
    except (OSError, ValueError) as error:
        raise UserError(f"cannot save '{path}': {error}") from error
