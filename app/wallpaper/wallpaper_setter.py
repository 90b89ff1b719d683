"""Set a canvas as the wallpaper: cut it, save it, tell the desktop, remember what was before.

Free of Qt and slow: call it from a worker thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.monitors import Layout
from app.wallpaper.picture_plan import Box, PicturePlan, WallpaperPlan, plan_pictures
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import (
    Picture,
    PictureSet,
    SavedWallpaper,
    WallpaperBackend,
    WallpaperError,
)
from infinitygan.atomic_file import replacing
from infinitygan.geometry import Rect, Size

if TYPE_CHECKING:
    from PIL.Image import Image  # loaded only when a picture is at hand

_FAST_PNG = 3  # zlib's level: the files are large, and written while the user waits


class WallpaperNotShown(WallpaperError):
    """The pictures are saved, but the desktop does not show them; they can be set by hand."""

    def __init__(self, message: str, pictures: PictureSet) -> None:
        super().__init__(message)
        self.pictures = pictures


@dataclass(frozen=True)
class WallpaperChange:
    """What was set, and what was there before; `previous` None: it cannot be restored."""

    pictures: PictureSet
    previous: SavedWallpaper | None
    login_hint: str | None  # lines for the user's start-up file; None: none are needed


@dataclass(frozen=True)
class WallpaperSetter:
    """Sets canvases as wallpaper on one desktop."""

    backend: WallpaperBackend
    store: PictureStore

    def set_wallpaper(self, canvas: "Image", layout: Layout, only: str = "") -> WallpaperChange:
        """Cut the canvas for the monitors and show it.

        Args:
            canvas: the picture over all monitors, or over the monitor `only`.
            layout: all attached monitors.
            only: name of the one monitor to change; empty: all of them.

        Raises: WallpaperError: if a file cannot be written. WallpaperNotShown: if the desktop
            refuses.
        """
        size = Size(height=canvas.height, width=canvas.width)
        plan = plan_pictures(layout, size, self.backend.capabilities, only)
        previous = self.backend.current()
        pictures = save_pictures(canvas, plan, self.store)
        try:
            self.backend.apply(pictures)
        except WallpaperError as error:
            if previous is not None:
                self._roll_back(previous)
            raise WallpaperNotShown(str(error), pictures) from error
        self.store.prune([previous, self.backend.current()])
        return WallpaperChange(pictures, previous, self.backend.login_hint(pictures))

    def restore(self, change: WallpaperChange) -> None:
        """Put back what was shown before a change.

        Raises: WallpaperError: if it is not known, or the desktop refuses.
        """
        if change.previous is None:
            raise WallpaperError(
                f"The previous wallpaper of {self.backend.name} is not known; choose it by hand."
            )
        self.backend.restore(change.previous)

    def _roll_back(self, previous: SavedWallpaper) -> None:
        """Undo what a failed `apply` may have changed; the first error is the one to tell."""
        try:
            self.backend.restore(previous)
        except WallpaperError:
            return


def composed(canvas: "Image", plan: PicturePlan) -> "Image":
    """Build one picture from its parts of the canvas."""
    if len(plan.pieces) == 1 and plan.pieces[0].target == plan.size.rect:
        return _scaled(canvas, plan.pieces[0].source, plan.size.rect)
    from PIL import Image

    picture = Image.new("RGB", (plan.size.width, plan.size.height))
    for piece in plan.pieces:
        corner = (piece.target.columns.start, piece.target.rows.start)
        picture.paste(_scaled(canvas, piece.source, piece.target), corner)
    return picture


def _scaled(canvas: "Image", source: Box, target: Rect) -> "Image":
    """Cut a part out; where it has the target's size to the pixel, its pixels stay untouched."""
    from PIL import Image

    box = (source.left, source.top, source.right, source.bottom)
    left, top, right, bottom = (round(edge) for edge in box)
    whole = (left, top, right, bottom)
    is_exact = all(abs(edge - near) < 1e-6 for edge, near in zip(box, whole, strict=True))
    size = (target.width, target.height)
    rgb = canvas if canvas.mode == "RGB" else canvas.convert("RGB")
    if is_exact and (right - left, bottom - top) == size:
        return rgb.crop(whole)
    return rgb.resize(size, Image.Resampling.LANCZOS, box=box)


def save_pictures(canvas: "Image", plan: WallpaperPlan, store: PictureStore) -> PictureSet:
    """Cut the canvas into the pictures of a plan and save them under new names.

    Raises: WallpaperError: if a file cannot be written; then none is left.
    """
    paths = store.new_paths([picture.monitor for picture in plan.pictures])
    written: list[Path] = []
    try:
        for picture, path in zip(plan.pictures, paths, strict=True):
            written.append(path)
            _save(composed(canvas, picture), path)
    except OSError as error:
        _discard(written)
        raise WallpaperError(
            f"The wallpaper could not be saved in '{store.folder}' ({error.strerror or error}); "
            "free some space or check the folder's permissions, then try again."
        ) from error
    return PictureSet(
        plan.spread,
        tuple(
            Picture(path, picture.monitor, picture.order)
            for picture, path in zip(plan.pictures, paths, strict=True)
        ),
    )


def _save(picture: "Image", path: Path) -> None:
    with replacing(path) as stream:  # a desktop may look into the folder at any time
        picture.save(stream, format="PNG", compress_level=_FAST_PNG)


def _discard(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
