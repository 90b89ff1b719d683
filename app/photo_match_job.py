"""The job that fits the model to the photos of a scene, with a picture of how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.render_jobs import image_of
from app.render_requests import TileRenderer
from infinitygan.geometry import Rect
from infinitygan.scene import Scene

if TYPE_CHECKING:
    from infinitygan.inference.inversion import MatchProgress

PARTIAL_MARK = "-"  # before the number of steps in the id of a match that was ended early


@dataclass(frozen=True, eq=False)
class MatchStep:
    """How far a match is, in steps; `image` shows the first photo as it is now painted."""

    done: int
    total: int
    image: QImage | None = None


@dataclass(frozen=True, eq=False)
class Matched:
    """A match; `data` None: the document has it already."""

    name: str
    data: bytes | None


@dataclass(frozen=True, eq=False)
class MatchJob:
    """Match all photos of a scene. Answers: MatchSteps, then one Matched.

    Attributes:
        scene: with the photos.
        known: ids of matches that need not be made again.
        enough: when set, the match ends with the step in work and keeps what it found.
    """

    scene: Scene
    known: frozenset[str]
    enough: Event = field(default_factory=Event)

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield each step, then the match."""
        from infinitygan.inference.inversion import MatchSettings
        from infinitygan.inference.match_file import match_id, match_to_bytes
        from infinitygan.inference.photo import PhotoError

        settings = MatchSettings()
        name = match_id(self.scene, renderer.info, settings)
        if name in self.known:
            yield Matched(name, None)
            return
        last: MatchProgress | None = None
        try:
            for last in renderer.match_steps(self.scene, settings):
                yield MatchStep(last.done, last.total, _picture(last))
                if self.enough.is_set():
                    break
        except ValueError as error:  # too small on the canvas
            raise PhotoError(str(error)) from error
        if last is None:
            return
        if last.done < last.total:
            name = f"{name}{PARTIAL_MARK}{last.done}"
        yield Matched(name, match_to_bytes(last.so_far()))


def is_partial(match: str) -> bool:
    """Tell whether the match of an id was ended early."""
    return PARTIAL_MARK in match


def _picture(progress: "MatchProgress") -> QImage:
    from infinitygan.inference.tile import Tile

    height, width = progress.picture.shape[:2]
    return image_of(Tile(Rect.at(0, 0, height, width), progress.picture))
