"""Photos as files: found in folders and archives, set aside, read upright, packed for transport.

An archive is a plain ZIP of photos, so that a whole collection is one small file.
"""

import hashlib
import io
import logging
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

import numpy as np
from PIL import ExifTags, Image, ImageOps

from infinitygan.atomic_file import replacing
from infinitygan.errors import UserError

logger = logging.getLogger(__name__)

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif"})
ARCHIVE_SUFFIX = ".zip"
LARGEST_ENLARGEMENT = 1.35  # photos that would be enlarged more are left out as too blurred
TURNED = (5, 6, 7, 8)  # the orientations of EXIF that swap height and width

OnCount = Callable[[int, int], None]  # hears how many are done, and of how many


class PhotoError(UserError):
    """The photos cannot serve; the message says why and what to do."""


@dataclass(frozen=True)
class Photo:
    """A picture file, not read yet.

    Attributes:
        name: its path, or its archive and its name in there.
        stem: the file name without its suffix; it decides whether the photo is held out.
        read: returns the file's bytes.
    """

    name: str
    stem: str
    read: Callable[[], bytes]


def find_photos(source: Path) -> list[Photo]:
    """List the picture files under a folder, or in an archive, in a stable order.

    Raises: PhotoError: if there is no such folder or archive.
    """
    if source.is_dir():
        paths = sorted(p for p in source.rglob("*") if p.suffix.lower() in SUFFIXES)
        return [Photo(str(path), path.stem, path.read_bytes) for path in paths]
    if source.suffix.lower() != ARCHIVE_SUFFIX or not source.is_file():
        raise PhotoError(f"there is no folder or .zip of photos {source}")
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError) as error:
        raise PhotoError(f"{source} cannot be read as an archive of photos: {error}") from error
    members = [PurePosixPath(name) for name in sorted(archive.namelist())]
    return [
        Photo(f"{source}/{member}", member.stem, partial(archive.read, str(member)))
        for member in members
        if member.suffix.lower() in SUFFIXES
    ]


def split_held_out(photos: Sequence[Photo], count: int) -> tuple[list[Photo], list[Photo]]:
    """Set photos aside for evaluation: the `count` whose names hash lowest, whatever else there is.

    Returns: the photos for training, and those held out.
    """
    ranked = sorted(photos, key=lambda photo: hashlib.sha256(photo.stem.encode()).digest())
    held_out = {photo.name for photo in ranked[:count]}
    return (
        [photo for photo in photos if photo.name not in held_out],
        [photo for photo in photos if photo.name in held_out],
    )


def read_photo(photo: Photo, height_px: int) -> np.ndarray | None:
    """Read a photo upright, resized to a height.

    Returns: uint8 [height_px, W, 3]; None for one that is unreadable, too small or too narrow,
        with a warning that names it.
    """
    try:
        with Image.open(io.BytesIO(photo.read())) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception as error:
        logger.warning("skipped %s: %s", photo.name, error)
        return None
    if image.height * LARGEST_ENLARGEMENT < height_px or image.width < image.height:
        logger.warning(
            "skipped %s: %dx%d is too small or narrow", photo.name, image.width, image.height
        )
        return None
    width = max(height_px, round(image.width * height_px / image.height))
    if image.size == (width, height_px):
        return np.asarray(image)
    return np.asarray(image.resize((width, height_px), Image.Resampling.LANCZOS))


def upright_heights(photos: Sequence[Photo]) -> list[int]:
    """Return the heights in px of photos as they are seen, without those that are unreadable."""
    _allow_heif()
    heights: list[int] = []
    for photo in photos:
        try:
            with Image.open(io.BytesIO(photo.read())) as image:
                is_turned = image.getexif().get(ExifTags.Base.Orientation, 1) in TURNED
                heights.append(image.width if is_turned else image.height)
        except Exception as error:
            logger.debug("%s has no height: %s", photo.name, error)
    return heights


def read_photos(
    photos: Sequence[Photo],
    height_px: int,
    threads: int = 1,
    on_count: OnCount = lambda done, total: None,
) -> list[tuple[Photo, np.ndarray]]:
    """Read photos, skipping bad ones by name."""
    _allow_heif()
    found: list[tuple[Photo, np.ndarray]] = []
    with ThreadPoolExecutor(threads) as pool:
        arrays = pool.map(partial(read_photo, height_px=height_px), photos)
        for index, (photo, array) in enumerate(zip(photos, arrays, strict=True)):
            if array is not None:
                found.append((photo, array))
            on_count(index + 1, len(photos))
    return found


def write_archive(path: Path, photos: Iterable[tuple[Photo, np.ndarray]], quality: int) -> int:
    """Write photos as WebP of a quality of 1 to 100 into an archive; returns how many there are."""
    count = 0
    with replacing(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for index, (photo, array) in enumerate(photos):
            encoded = io.BytesIO()
            Image.fromarray(array).save(encoded, "WEBP", quality=quality, method=4)
            # A folder of its own keeps photos of the same name apart, and the stem unchanged.
            archive.writestr(f"{index:06d}/{photo.stem}.webp", encoded.getvalue())
            count += 1
    return count


def _allow_heif() -> None:
    """Let Pillow read photos of iPhones, where its plug-in is installed."""
    try:
        from pi_heif import register_heif_opener  # pyright: ignore[reportMissingImports]
    except ImportError:
        return
    register_heif_opener()
