"""The unit of rendered work: a rectangle of the canvas and its pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Rect


@dataclass(frozen=True, eq=False)
class Tile:
    """Finished pixels of one rectangle. `rgb` [H, W, 3] uint8 must not change once given away."""

    rect: Rect
    rgb: NDArray[np.uint8]

    def __post_init__(self) -> None:
        expected = (self.rect.height, self.rect.width, 3)
        if self.rgb.shape != expected or self.rgb.dtype != np.uint8:
            raise ValueError(
                f"a tile over {self.rect} needs uint8 pixels of shape {expected}, "
                f"not {self.rgb.dtype} of shape {self.rgb.shape}"
            )


def always() -> bool:
    """Say that more tiles are still wanted."""
    return True
