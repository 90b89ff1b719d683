"""How places of a picture look at the model's resolution: softly, lest texture count too much.

All windows are in model px; every function needs some px more around what it describes.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.geometry import Rect

SIGHT = (-6, -3, 0, 3, 6)  # model px at which a place is looked at
SIGHT_WEIGHT = 3 / len(SIGHT)
HEIGHT_WEIGHT = 4.5  # of the height on the canvas, against colours in [-1, 1]
PHASE_WEIGHT = 0.3
CHANCE_WEIGHT = 0.02  # decides only where nothing else does
_SOFT_PX, _SEEN_PX = 5, 3  # of two box filters in a row: of colours, and of what is looked at

BLUR_REACH = 2 * (_SOFT_PX // 2)
REACH = max(SIGHT) + BLUR_REACH


@dataclass(frozen=True, eq=False)
class Looks:
    """How the pixels of a window look.

    Attributes:
        colours: [3, H, W], blurred.
        features: [F, H, W]; places that look alike are near each other.
    """

    colours: Tensor
    features: Tensor

    @staticmethod
    def of(picture: Tensor, available: Rect, scene_px: float) -> "Looks":
        """Describe a picture [3, H, W] but for `REACH` px at its borders.

        Args:
            picture: over `available`.
            available: model px of the scene.
            scene_px: height of the scene.
        """
        inner = available.grown(-REACH)
        soft, whole = softened(picture), available.grown(-BLUR_REACH)
        clear, most = _blurred(picture, _SEEN_PX), available.grown(1 - _SEEN_PX)
        seen = [
            clear[(slice(None), *inner.shifted(down, right).slices_of(most))] * SIGHT_WEIGHT
            for down in SIGHT
            for right in SIGHT
        ]
        heights = torch.arange(inner.rows.start, inner.rows.stop) / scene_px
        height = (heights * HEIGHT_WEIGHT).to(picture)
        features = torch.cat([*seen, height[None, :, None].expand(1, -1, inner.width)])
        return Looks(soft[(slice(None), *inner.slices_of(whole))], features)

    def at(self, rows: Tensor, columns: Tensor) -> tuple[Tensor, Tensor]:
        """Return colours [N, 3] and features [N, F] where rows and columns cross."""
        colours, features = (
            values[:, rows][:, :, columns].flatten(1).T.contiguous()
            for values in (self.colours, self.features)
        )
        return colours, features


def softened(picture: Tensor) -> Tensor:
    """Return the softly blurred picture, but for `BLUR_REACH` px at its borders."""
    return _blurred(picture, _SOFT_PX)


def phases(middles_y: Tensor, middles_x: Tensor, period: int) -> Tensor:
    """Return features [N, 4] of where in a period places lie, N the crossings of both.

    Neighbouring places differ most: so they rather take neighbouring places of a photo, which go
    on into each other, than the same place twice.
    """
    angles = torch.cartesian_prod(middles_y.float(), middles_x.float()) * (2 * math.pi / period)
    return torch.cat([angles.cos(), angles.sin()], 1) * PHASE_WEIGHT


def _blurred(picture: Tensor, side_px: int) -> Tensor:
    once = F.avg_pool2d(picture[None], side_px, stride=1)
    return F.avg_pool2d(once, side_px, stride=1)[0]
