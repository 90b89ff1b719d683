"""The horizon of the chosen photo: found in its pixels, and made that of the picture."""

from PySide6.QtCore import QObject, Signal, Slot

from app.background import Background
from app.document import Document
from app.failures import problem_of
from app.photos import Photos
from infinitygan.geometry import Size
from infinitygan.inference.horizon import find_horizon, with_horizon
from infinitygan.inference.photo import decode_photo

LOOKED_AT = Size(384, 384)  # px, at least: enough to see a horizon, and quickly decoded


class PhotoHorizon(QObject):
    """Moves the horizon of the picture to where the chosen photo has its own."""

    found = Signal(bool)  # False: the photo seems to have none
    failed = Signal(object)  # Problem

    def __init__(
        self,
        document: Document,
        photos: Photos,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._photos = photos
        self._background = background

    @Slot()
    def find(self) -> None:
        """Look for the horizon, and move the picture's once it is found."""
        chosen = self._photos.chosen
        if chosen is None:
            return
        data = self._document.photos[chosen.photo]
        self._background.run(
            lambda: _horizon_of(data),
            lambda share: self._take(chosen.photo, share),
            lambda error: self.failed.emit(problem_of(error)),
        )

    def _take(self, digest: str, share: float | None) -> None:
        scene = self._document.scene
        placement = next((photo for photo in scene.photos if photo.photo == digest), None)
        if placement is None:
            return  # removed meanwhile
        if share is not None:
            label = self.tr("Find the photo's horizon")
            self._document.edit(label, with_horizon(scene, placement, share))
        self.found.emit(share is not None)


def _horizon_of(data: bytes) -> float | None:
    return find_horizon(decode_photo(data, allow_large=True, at_least=LOOKED_AT))
