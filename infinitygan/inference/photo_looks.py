"""How places of a picture look at the model's resolution, softly: what is above that is texture.

All windows are in model px; every function needs some px more around what it describes.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.geometry import Rect

SIGHT = (-6, 0, 6)  # model px at which a place is looked at
HEIGHT_WEIGHT = 1.5  # of the height on the canvas, against colours in [-1, 1]
PHASE_WEIGHT = 0.4
CHANCE_WEIGHT = 0.25
_BLUR_PX = 5  # of two box filters in a row
_POWER_PX = 9

BLUR_REACH = 2 * (_BLUR_PX // 2)
POWER_REACH = BLUR_REACH + _POWER_PX // 2
REACH = max(max(SIGHT) + BLUR_REACH, POWER_REACH)


@dataclass(frozen=True, eq=False)
class Looks:
    """How the pixels of a window look.

    Attributes:
        colours: [3, H, W], blurred.
        power: [1, H, W], mean square of the texture around.
        features: [F, H, W]; places that look alike are near each other.
    """

    colours: Tensor
    power: Tensor
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
        soft = _blurred(picture)
        whole = available.grown(-BLUR_REACH)
        seen = [
            soft[(slice(None), *inner.shifted(down, right).slices_of(whole))]
            for down in SIGHT
            for right in SIGHT
        ]
        square = texture(picture).square().mean(0, keepdim=True)
        power = F.avg_pool2d(square[None], _POWER_PX, stride=1)[0]
        heights = torch.arange(inner.rows.start, inner.rows.stop) / scene_px
        height = (heights * HEIGHT_WEIGHT * len(seen) ** 0.5).to(picture)
        features = torch.cat([*seen, height[None, :, None].expand(1, -1, inner.width)])
        near = available.grown(-POWER_REACH)
        return Looks(seen[len(seen) // 2], power[(slice(None), *inner.slices_of(near))], features)

    def at(self, rows: Tensor, columns: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return colours [N, 3], power [N] and features [N, F] where rows and columns cross."""
        colours, power, features = (
            values[:, rows][:, :, columns].flatten(1).T.contiguous()
            for values in (self.colours, self.power, self.features)
        )
        return colours, power[:, 0], features


def texture(picture: Tensor) -> Tensor:
    """Return what a soft blur takes away from a picture, but for `BLUR_REACH` px at its borders."""
    inner = slice(BLUR_REACH, -BLUR_REACH)
    return picture[:, inner, inner] - _blurred(picture)


def phases(middles_y: Tensor, middles_x: Tensor, period: int) -> Tensor:
    """Return features [N, 4] of where in a period places lie, N the crossings of both.

    Neighbouring places differ most: so they rather take neighbouring places of a photo, which go
    on into each other, than the same place twice.
    """
    angles = torch.cartesian_prod(middles_y.float(), middles_x.float()) * (2 * math.pi / period)
    return torch.cat([angles.cos(), angles.sin()], 1) * PHASE_WEIGHT


def _blurred(picture: Tensor) -> Tensor:
    once = F.avg_pool2d(picture[None], _BLUR_PX, stride=1)
    return F.avg_pool2d(once, _BLUR_PX, stride=1)[0]
