"""The job that fits a style to a photo, with a picture of how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.render_jobs import image_of
from app.render_requests import TileRenderer
from infinitygan.geometry import Size
from infinitygan.styles import VectorStyle


@dataclass(frozen=True, eq=False)
class FitPhoto:
    """The photo was read."""

    image: QImage


@dataclass(frozen=True, eq=False)
class FitStep:
    """How far the fit is, and the style as it now is; `likeness` is from 0 to 1."""

    done: int
    total: int
    likeness: float
    image: QImage
    style: VectorStyle


@dataclass(frozen=True)
class StyleFitJob:
    """Fit a style to the photo of a file. Answers: a FitPhoto, then FitSteps."""

    path: Path

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield the photo, then each step of the fit.

        Raises: PhotoError: if the photo cannot be used.
        """
        from infinitygan.inference.photo import read_photo
        from infinitygan.inference.style_fit import StyleFitSettings
        from infinitygan.inference.tile import Tile

        photo = read_photo(self.path)
        yield FitPhoto(image_of(Tile(photo.size.rect, photo.rgb)))
        for step in renderer.style_steps(photo, StyleFitSettings()):
            picture = Tile(Size(*step.picture.shape[:2]).rect, step.picture)
            yield FitStep(step.done, step.total, step.likeness, image_of(picture), step.so_far())
