"""Photos at several heights: detail is learnt at every scale that the photos themselves have."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from infinitygan.training.photo_files import (
    OnCount,
    Photo,
    PhotoError,
    find_photos,
    read_photos,
    split_held_out,
    upright_heights,
)
from infinitygan.training.photos import MINIMUM_PHOTOS, PhotoPack

TALLEST_PX = 704
SHORTEST_PX = 176
SHRINKS = (1.0, math.sqrt(2), 2.0)  # of a folder's typical height
SHORT_OF_TYPICAL = 0.25  # of the photos
LOOKED_AT = 200  # photos, to learn the typical height

StartPack = Callable[[int], OnCount]  # hears a height, returns who hears of its photos


@dataclass(frozen=True)
class PhotoHeights:
    """Packs of photos, of which taller ones are drawn from more often.

    A pack's share grows by one with each doubling of its height, and is 1 at 176 px.
    """

    packs: tuple[PhotoPack, ...]

    def to(self, device: torch.device) -> "PhotoHeights":
        """Return the packs on another device."""
        return PhotoHeights(tuple(pack.to(device) for pack in self.packs))

    @property
    def tallest(self) -> PhotoPack:
        """Return the pack of the greatest height."""
        return max(self.packs, key=lambda pack: pack.height_px)

    def drawn(self, chance: float) -> PhotoPack:
        """Return the pack that a number in [0, 1) falls to."""
        shares = [math.log2(2 * pack.height_px / SHORTEST_PX) for pack in self.packs]
        left = chance * sum(shares)
        for pack, share in zip(self.packs, shares, strict=True):
            left -= share
            if left < 0:
                return pack
        return self.packs[-1]

    def crops(self, picks: Sequence[float], chances: Tensor, side_px: int) -> Tensor:
        """Crop random squares, an equal part of them from the pack of each pick.

        Args:
            picks: numbers in [0, 1).
            chances: as for `PhotoPack.crops`.
            side_px: of the squares, at most the smallest height.

        Returns: float32 [B, 3, side_px, side_px] in [-1, 1].
        """
        parts = chances.tensor_split(len(picks), dim=1)
        cropped = [
            self.drawn(pick).crops(part, side_px)[0]
            for pick, part in zip(picks, parts, strict=True)
        ]
        return torch.cat(cropped) * 2 - 1


def pack_heights(heights_px: Sequence[int], shortest_px: int = SHORTEST_PX) -> list[int]:
    """Return at which heights to pack photos of these heights; none, if they are too small.

    The typical height is one that three quarters of them reach, at most 704 px. The others are
    that over the square root of 2, and half of it, as far as they reach `shortest_px`.
    """
    if not heights_px:
        return []
    typical = min(sorted(heights_px)[int(len(heights_px) * SHORT_OF_TYPICAL)], TALLEST_PX)
    packed = [round(typical / shrink) for shrink in SHRINKS]
    return [height for height in packed if height >= shortest_px]


def read_photo_heights(
    sources: Sequence[Path],
    hold_out: int,
    shortest_px: int,
    threads: int = 1,
    start_pack: StartPack = lambda height_px: lambda done, total: None,
) -> PhotoHeights:
    """Read the photos of all sources, without those that the first one sets aside.

    Raises: PhotoError: if a source does not exist, or has too few photos of `shortest_px`.
    """
    packs: list[PhotoPack] = []
    for index, source in enumerate(sources):
        photos, _ = split_held_out(find_photos(source), hold_out if index == 0 else 0)
        packs += _packs(source, photos, shortest_px, threads, start_pack)
    return PhotoHeights(tuple(packs))


def _packs(
    source: Path,
    photos: Sequence[Photo],
    shortest_px: int,
    threads: int,
    start_pack: StartPack,
) -> list[PhotoPack]:
    looked_at = photos[:: max(len(photos) // LOOKED_AT, 1)]
    packs: list[PhotoPack] = []
    for height_px in pack_heights(upright_heights(looked_at), shortest_px):
        found = read_photos(photos, height_px, threads, start_pack(height_px))
        if len(found) >= MINIMUM_PHOTOS:
            packs.append(PhotoPack.from_arrays([array for _, array in found]))
    if not packs:
        raise PhotoError(
            f"at least {MINIMUM_PHOTOS} photos of {shortest_px} px and more in height are needed "
            f"in {source}, where there are {len(photos)} photos"
        )
    return packs
