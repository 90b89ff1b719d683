"""Photos in memory: all at one height in one tensor, cropped to patches with vertical labels.

A label y in [-1, 1] says where in its scene a patch lies: -1 at the top, 1 at the bottom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor

from infinitygan.training.photo_files import PhotoError

MINIMUM_PHOTOS = 16
SQUARE_ASPECT = 1.15  # a photo no wider than this is taken for a centre crop
SQUARE_LABEL_REACH = 0.75  # which misses the outermost sky and ground


@dataclass(frozen=True)
class PhotoPack:
    """All photos at one height, in one flat uint8 tensor, so that crops are taken on the device.

    Attributes:
        pixels: uint8 [sum of H * W * 3].
        offsets: [P] where each photo starts in `pixels`.
        widths: [P] in px.
        height_px: the one height H.
    """

    CHANCES: ClassVar[int] = 4  # random numbers that a crop takes

    pixels: Tensor
    offsets: Tensor
    widths: Tensor
    height_px: int

    @staticmethod
    def from_arrays(arrays: Sequence[np.ndarray]) -> "PhotoPack":
        """Pack uint8 [H, W, 3] arrays of one height.

        Raises: PhotoError: if there are fewer than 16.
        """
        if len(arrays) < MINIMUM_PHOTOS:
            raise PhotoError(
                f"at least {MINIMUM_PHOTOS} photos are needed that can be read and are large "
                f"enough; there are {len(arrays)}"
            )
        sizes = torch.tensor([array.size for array in arrays])
        return PhotoPack(
            pixels=torch.from_numpy(np.concatenate([array.reshape(-1) for array in arrays])),
            offsets=torch.cumsum(sizes, 0) - sizes,
            widths=torch.tensor([array.shape[1] for array in arrays]),
            height_px=arrays[0].shape[0],
        )

    @property
    def count(self) -> int:
        """Return the number of photos."""
        return len(self.widths)

    def to(self, device: torch.device) -> "PhotoPack":
        """Return the pack on another device."""
        return PhotoPack(
            self.pixels.to(device),
            self.offsets.to(device),
            self.widths.to(device),
            self.height_px,
        )

    def crops(self, chances: Tensor, side_px: int) -> tuple[Tensor, Tensor]:
        """Crop random squares, half of them mirrored.

        Args:
            chances: float64 [4, B], uniform in [0, 1): photo, top, left, mirror.
            side_px: of the squares, at most the height.

        Returns: float32 [B, 3, side_px, side_px] in [0, 1], and labels [B] in [-1, 1].
        """
        which, down, along, mirror = chances
        photo = (which * self.count).long()
        width = self.widths[photo]
        travel = self.height_px - side_px
        top = (down * (travel + 1)).long()
        left = (along * (width - side_px + 1)).long()
        index = torch.arange(side_px, device=self.pixels.device)
        columns = torch.where((mirror < 0.5)[:, None], index.flip(0), index) + left[:, None]
        rows = top[:, None] + index
        pixel = rows[:, :, None] * width[:, None, None] + columns[:, None, :]
        first = self.offsets[photo, None, None] + pixel * 3
        channels = torch.arange(3, device=self.pixels.device)[:, None, None]
        rgb = self.pixels[first[:, None] + channels].float() / 255
        reach = torch.where(width < SQUARE_ASPECT * self.height_px, SQUARE_LABEL_REACH, 1.0)
        label = (2 * top / max(travel, 1) - 1) * reach
        return rgb, label.float()
