"""Photos for training: found, read, packed at one height, and cropped to patches with labels.

A label y in [-1, 1] says where in its scene a patch lies: -1 at the top, 1 at the bottom.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

logger = logging.getLogger(__name__)

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif"})
MINIMUM_PHOTOS = 16
SQUARE_ASPECT = 1.15  # a photo no wider than this is taken for a centre crop
SQUARE_LABEL_REACH = 0.75  # which misses the outermost sky and ground
LARGEST_ENLARGEMENT = 1.35  # photos that would be enlarged more are left out as too blurred


class PhotoError(Exception):
    """The photos cannot serve for training; the message says why and what to do."""


def find_photos(folders: Iterable[Path]) -> list[Path]:
    """List the picture files under the folders, in a stable order.

    Raises: PhotoError: if a folder does not exist.
    """
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise PhotoError(f"there is no folder {folder}")
        found += sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return found


def split_held_out(paths: Sequence[Path], count: int) -> tuple[list[Path], list[Path]]:
    """Set photos aside for evaluation: the `count` whose names hash lowest, whatever else there is.

    Returns: the photos for training, and those held out.
    """
    ranked = sorted(paths, key=lambda path: hashlib.sha256(path.stem.encode()).digest())
    held_out = set(ranked[:count])
    return [p for p in paths if p not in held_out], [p for p in paths if p in held_out]


def load_photo(path: Path, height_px: int) -> np.ndarray | None:
    """Read a photo upright, resized to a height.

    Returns: uint8 [height_px, W, 3]; None for one that is unreadable, too small or too narrow, with a
        warning that names it.
    """
    try:
        with Image.open(path) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception as error:
        logger.warning("skipped %s: %s", path, error)
        return None
    if image.height * LARGEST_ENLARGEMENT < height_px or image.width < image.height:
        logger.warning("skipped %s: %dx%d is too small or narrow", path, image.width, image.height)
        return None
    width = max(height_px, round(image.width * height_px / image.height))
    return np.asarray(image.resize((width, height_px), Image.Resampling.LANCZOS))


@dataclass(frozen=True)
class PhotoPack:
    """All photos at one height, in one flat uint8 tensor, so that crops are taken on the device.

    Attributes:
        pixels: uint8 [sum of H * W * 3].
        offsets: [P] where each photo starts in `pixels`.
        widths: [P] in px.
        height_px: the one height H.
    """

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
                f"training needs at least {MINIMUM_PHOTOS} photos that can be read and are "
                f"large enough; there are {len(arrays)}"
            )
        sizes = torch.tensor([array.size for array in arrays])
        return PhotoPack(
            pixels=torch.from_numpy(np.concatenate([array.reshape(-1) for array in arrays])),
            offsets=torch.cumsum(sizes, 0) - sizes,
            widths=torch.tensor([array.shape[1] for array in arrays]),
            height_px=arrays[0].shape[0],
        )

    @staticmethod
    def read(
        paths: Sequence[Path],
        height_px: int,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> "PhotoPack":
        """Read and pack photos, skipping bad ones by name; `progress` hears how many are done."""
        arrays: list[np.ndarray] = []
        for index, path in enumerate(paths):
            array = load_photo(path, height_px)
            if array is not None:
                arrays.append(array)
            progress(index + 1, len(paths))
        return PhotoPack.from_arrays(arrays)

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

    def sample(self, batch: int, side_px: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Crop random patches, half of them mirrored.

        Returns: float32 [batch, 3, side_px, side_px] in [0, 1], and labels [batch] in [-1, 1].
        """
        device = self.pixels.device

        def uniform() -> Tensor:
            return torch.rand(batch, generator=generator, device=device, dtype=torch.float64)

        photo = (uniform() * self.count).long()
        width = self.widths[photo]
        travel = self.height_px - side_px
        top = (uniform() * (travel + 1)).long()
        left = (uniform() * (width - side_px + 1)).long()
        index = torch.arange(side_px, device=device)
        columns = torch.where((uniform() < 0.5)[:, None], index, index.flip(0)) + left[:, None]
        rows = top[:, None] + index
        flat = (self.offsets[photo, None, None] + (rows[:, :, None] * width[:, None, None]) * 3) + (
            columns[:, None, :] * 3
        )
        channels = torch.arange(3, device=device)[:, None, None]
        rgb = self.pixels[flat[:, None] + channels].float() / 255
        reach = torch.where(width < SQUARE_ASPECT * self.height_px, SQUARE_LABEL_REACH, 1.0)
        label = (2 * top / max(travel, 1) - 1) * reach
        return rgb, label.float()
